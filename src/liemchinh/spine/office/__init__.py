"""Official documents on paper: Nghị định 30/2020/NĐ-CP for the State, the Party's own form; Word and PDF of one value."""
