"use strict";
// The page is whole without this: it only unfolds what a link or the printer needs.
function unfold() {
  var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (var node = target; node; node = node.parentElement) {
    if (node.tagName === "DETAILS") { node.open = true; }
  }
  if (target) { target.scrollIntoView(); }
}
addEventListener("hashchange", unfold);
if (location.hash) { unfold(); }
addEventListener("beforeprint", function () {
  document.querySelectorAll("details:not([open])").forEach(function (one) { one.open = true; one.dataset.folded = ""; });
});
addEventListener("afterprint", function () {
  document.querySelectorAll("details[data-folded]").forEach(function (one) { one.open = false; delete one.dataset.folded; });
});
