// The page of origins: light up the way to what is pointed at, and show its words. Without this
// script the words stand in the list below each drawing. Apache-2.0
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  function marksOf(element) {
    return (element.getAttribute("data-m") || "").split(" ");
  }

  Array.prototype.forEach.call(document.querySelectorAll(".group .drawing"), function (drawing) {
    var said = drawing.parentNode.querySelector(".said");
    var parts = Array.prototype.slice.call(drawing.querySelectorAll("[data-m]"));
    var nodes = Array.prototype.slice.call(drawing.querySelectorAll(".node"));
    var hint = said.textContent;

    function show(node) {
      var wanted = node ? marksOf(node) : [];
      drawing.classList.toggle("lit", !!node);
      parts.forEach(function (part) {
        part.classList.toggle("on", marksOf(part).some(function (mark) {
          return wanted.indexOf(mark) >= 0;
        }));
      });
      said.textContent = node ? node.querySelector("title").textContent : hint;
    }

    function nodeAt(place) { return place && place.closest ? place.closest(".node") : null; }

    function kept() {
      return drawing.contains(document.activeElement) ? nodeAt(document.activeElement) : null;
    }

    // One stop for the tab key; the arrow keys lead from one to the next.
    function stopAt(node) {
      nodes.forEach(function (other) { other.setAttribute("tabindex", other === node ? "0" : "-1"); });
    }
    stopAt(kept() || nodes[0]);
    show(kept());

    drawing.addEventListener("mouseover", function (event) {
      var node = nodeAt(event.target);
      if (node) { show(node); }
    });
    drawing.addEventListener("mouseout", function (event) {
      if (nodeAt(event.target) && !nodeAt(event.relatedTarget)) { show(kept()); }
    });
    drawing.addEventListener("focusin", function (event) {
      var node = nodeAt(event.target);
      if (node) { stopAt(node); show(node); }
    });
    drawing.addEventListener("click", function (event) {
      var list = drawing.parentNode.querySelector("details");
      if (list && nodeAt(event.target)) { list.open = true; }
    });
    drawing.addEventListener("focusout", function () { show(null); });
    drawing.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) { return; }
      var at = nodes.indexOf(nodeAt(event.target));
      if (at < 0) { return; }
      var to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1,
                 Home: 0, End: nodes.length - 1 }[event.key];
      if (event.key === "Escape") { nodes[at].blur(); }
      if (to === undefined) { return; }
      event.preventDefault();
      nodes[Math.max(0, Math.min(nodes.length - 1, to))].focus();
    });
  });
})();
