// The report of credscore: show the claim that is pointed at, or keep the one that was chosen.
// Without this script every claim is listed, and its number leads to it. Apache-2.0
(function () {
  "use strict";
  var root = document.documentElement;
  var cards = Array.prototype.slice.call(document.querySelectorAll(".card.claim"));
  var marks = Array.prototype.slice.call(document.querySelectorAll("a.c"));
  if (!cards.length) { return; }
  root.classList.add("js");
  var parts = Array.prototype.slice.call(document.querySelectorAll("[data-of]"));
  var shown = -1, kept = -1;

  function claimsOf(mark, name) { return mark.getAttribute(name || "data-c").split(" ").map(Number); }

  function show(index) {
    if (index === shown) { return; }
    shown = index;
    cards.forEach(function (card, number) { card.classList.toggle("on", number === index); });
    marks.forEach(function (mark) {
      mark.classList.toggle("on", claimsOf(mark).indexOf(index) >= 0);
    });
    parts.forEach(function (part) {
      part.classList.toggle("on", claimsOf(part, "data-of").indexOf(index) >= 0);
    });
  }

  function keep(index) { kept = index; show(index); }

  function claimAt(node) {
    var mark = node && node.closest ? node.closest("a.c") : null;
    return mark ? claimsOf(mark)[0] : -1;
  }

  function go(step) {
    keep((shown + step + cards.length) % cards.length);
    var place = document.getElementById("at-" + (shown + 1));
    if (place) { place.scrollIntoView({ block: "center" }); }
  }

  document.addEventListener("mouseover", function (event) {
    var index = claimAt(event.target);
    if (index >= 0) { show(index); }
  });
  document.addEventListener("mouseout", function (event) {
    if (claimAt(event.target) >= 0 && claimAt(event.relatedTarget) < 0 && kept >= 0) { show(kept); }
  });
  document.addEventListener("focusin", function (event) {
    var index = claimAt(event.target);
    if (index >= 0) { keep(index); }
  });
  document.addEventListener("click", function (event) {
    var index = claimAt(event.target);
    if (index >= 0) { event.preventDefault(); keep(index); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "n") { go(1); } else if (event.key === "p") { go(-1); }
  });
  document.getElementById("next").addEventListener("click", function () { go(1); });
  document.getElementById("previous").addEventListener("click", function () { go(-1); });

  var asked = /^#claim-(\d+)$/.exec(location.hash);
  keep(asked && asked[1] <= cards.length ? asked[1] - 1 : 0);
})();
