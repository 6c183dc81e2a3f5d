"""A small collection of our own: what one agency says, told by five pages, and some other news."""

STORY = (
    "The old Marrow bridge was closed to all traffic on Monday after two of its cables tore in the "
    "night. About 4,200 commuters had to be ferried across the Marrow river, the Norland Transport "
    "Agency said.\n\n"
    "“We shall not open the bridge before each cable has been tested,” said Mara Lindqvist, the "
    "director of the Norland Transport Agency.\n\n"
    "Shops on the northern bank stayed shut for the whole day, and the market was moved to the old "
    "quay by the town hall.\n"
)
WIRE = {
    "id": "wire", "outlet": "Fen Wire", "url": "https://fenwire.example/1", "text": STORY,
    "title": "Marrow bridge shut", "date": "2025-03-03T08:00:00Z",
}  # fmt: skip
POST = {
    "id": "post", "outlet": "The Marsh Post", "url": "https://marshpost.example/a",
    "title": "Bridge closed after cables tear", "date": "2025-03-03T15:00:00Z",
    "text": f"MARROW (Fen Wire) — {STORY}",
}  # fmt: skip
MIRROR = {
    "id": "mirror", "outlet": "Marsh Mirror", "url": "https://mirror.example/b",
    "title": "Ferries carry thousands", "date": "2025-03-04",
    "text": f"{STORY}\nThis story was first published by Fen Wire.\n",
}  # fmt: skip
CITES = {
    "id": "cites", "outlet": "Daily Compass", "url": "https://compass.example/c",
    "title": "A new bridge?", "date": "2025-03-05",
    "text": "Traffic in the valley is slow this week. About 4,200 commuters had to be ferried "
    "across the Marrow river on Monday, according to the Norland Transport Agency.\n\n"
    "The town wants a new bridge by next year, said Piet Aske, the mayor's spokesman.\n",
}  # fmt: skip
WITNESS = {
    "id": "witness", "outlet": "Harbour Notes", "url": "https://notes.example/d",
    "title": "On the quay", "date": "2025-03-06",
    "text": "The market on the old quay of Fenby was moved back on Thursday. “I counted 312 crates "
    "of herring on the pier,” said Jon Brekke, the captain of the Alma.\n",
}  # fmt: skip
BREAD = {
    "id": "bread", "outlet": "Daily Compass", "url": "https://compass.example/e",
    "title": "Bread", "date": "2025-04-06",
    "text": "The price of bread rose by 3 percent in April, said Ann Lee, the head of the bakers' "
    "guild in Fenby.\n",
}  # fmt: skip
NEWS = [WIRE, POST, MIRROR, CITES, WITNESS, BREAD]
CLAIM = "About 4,200 commuters were ferried across the Marrow river."


def many(count: int) -> list[dict[str, str]]:
    """Return so many pages: the same again and again, under other names and on other days."""
    return [
        {
            **page,
            "id": f"{page['id']}{round_}",
            "outlet": f"{page['outlet']} {round_}",
            "url": f"https://n{round_}.{page['url'].removeprefix('https://')}",
            "date": f"2025-03-{3 + round_ % 20:02}",
        }
        for round_ in range(count // len(NEWS) + 1)
        for page in NEWS
    ][:count]
