"""Scorer: cards and limits, set once; reads pages and scores articles with them."""

from credscore.article import Article
from credscore.errors import DecodeError
from credscore.opening import Readable, open_page
from credscore.reading.page import DEFAULT_LIMITS, HtmlReader, Limits, check_reader
from credscore.reading.read import read_page
from credscore.weighing.card import Scorecard, load_card
from credscore.weighing.score import ArticleScore, check_about, score_article
from credscore.weighing.track_record import TrackRecord, with_track_record


class Scorer:
    """Read and score with cards of your own.

    Args:
        claim_card: Card for claims; the shipped one if None.
        article_card: Card for articles; the shipped one if None.
        limits: Sizes beyond which an input is refused.
        track_record: What you know of sources from before (`credscore.opening.load_track_record`);
            it is joined to each article that is scored. The shipped cards do not weigh it.
        reader: What finds the body of HTML: "trafilatura", or "fast", of the extra "fast".

    Raises:
        CardError: A card is about the other of the two, or none: `load_card` reads a file.
        ReadError: There is no such reader.
        DecodeError: The track record is none: `load_track_record` reads a file.

    >>> scorer = Scorer()
    >>> scorer.score(scorer.read("The bridge is open, said Mayor Ann Lee.")).claims[0].level.name
    'L6'
    """

    def __init__(
        self,
        *,
        claim_card: Scorecard | None = None,
        article_card: Scorecard | None = None,
        limits: Limits = DEFAULT_LIMITS,
        track_record: TrackRecord | None = None,
        reader: HtmlReader = "trafilatura",
    ) -> None:
        self.claim_card = claim_card if claim_card is not None else load_card("claim")
        self.article_card = article_card if article_card is not None else load_card("article")
        check_about(self.claim_card, "claim")
        check_about(self.article_card, "article")
        check_reader(reader)
        if track_record is not None and not isinstance(track_record, TrackRecord):
            found = type(track_record).__name__  # type: ignore[unreachable]  # as callers may hand in
            raise DecodeError(
                f"expected a track record, found {found}: load_track_record reads one"
            )
        self.limits = limits
        self.track_record = track_record
        self.reader = reader

    def read(
        self, source: Readable, *, url: str | None = None, reader: HtmlReader | None = None
    ) -> Article:
        """Read a page into an article, by the scorer's reader if None; see `credscore.read`."""
        reader = reader or self.reader
        check_reader(reader)
        page = open_page(source, url=url, limits=self.limits, reader=reader)
        return read_page(page, limits=self.limits)

    def score(self, article: Article | Readable) -> ArticleScore:
        """Score an article, or anything that can be read as one."""
        if not isinstance(article, Article):
            article = self.read(article)
        if self.track_record is not None:
            article = with_track_record(article, self.track_record)
        return score_article(article, claim_card=self.claim_card, article_card=self.article_card)
