"""Page to Article: everything the text and the page say of themselves."""
