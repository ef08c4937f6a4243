"""What a person may type about petitions. No law in here: the acts and the lifecycle table refuse."""
