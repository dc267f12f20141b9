"""The numbers of the rules, one class per table of the programme (`programme.md` §3 and §5)."""
