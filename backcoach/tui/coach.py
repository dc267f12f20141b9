"""The interface of the application that screens use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from backcoach.journeys.asking.front import Front
from backcoach.journeys.during.sounds import Heard

if TYPE_CHECKING:
    from backcoach.desktop.preflight import Finding
    from backcoach.tui.system.beside import Beside, ControlledSession


class Coach(Front, Heard, Protocol):
    """The application as screens know it, which is more than journeys do; `CoachApp` is one."""

    @property
    def keeps_still(self) -> bool:
        """Whether nothing should move."""
        ...

    def beside(self, remote: ControlledSession) -> Beside | None:
        """Begin what goes on beside the screen of a session; None where nothing does."""
        ...

    def look_whether_ready(self, report: Callable[[Finding], None]) -> None:
        """Play a tone and look at what takes time; `report` gets each finding a moment later."""
        ...

    def release(self) -> None:
        """Handle the keys held back, since the screen's widgets are there now."""
        ...
