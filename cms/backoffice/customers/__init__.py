"""The salon's customers in the back office: who comes, what is known of each, what can be done."""
