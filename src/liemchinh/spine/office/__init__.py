"""Official documents on paper, for the State (Nghị định 30/2020/NĐ-CP) and for the Party: Word and PDF of one value."""
