"use strict";
// Every page is whole without this. It copies what is marked for copying, and says so aloud.
(function () {
  var aloud = document.createElement("p");
  aloud.className = "unseen";
  aloud.setAttribute("aria-live", "polite");
  document.body.append(aloud);

  function words(from) {
    var lines = from.querySelectorAll("p");
    return (lines.length ? Array.from(lines) : [from]).map(function (line) { return line.innerText.trim(); }).join("\n");
  }

  function selected(from) {
    var range = document.createRange();
    range.selectNodeContents(from);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }

  function said(button, message) {
    var before = button.dataset.words || button.textContent;
    button.dataset.words = before;
    button.textContent = message;
    aloud.textContent = message;
    setTimeout(function () { button.textContent = before; aloud.textContent = ""; }, 4000);
  }

  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    var from = document.getElementById(button.dataset.copy);
    if (!from) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      // A page that came over plain HTTP from another machine may not reach the clipboard: then the words are selected.
      var done = navigator.clipboard ? navigator.clipboard.writeText(words(from)) : Promise.reject(new Error("no clipboard"));
      done.then(
        function () { said(button, "Copied"); },
        function () { selected(from); said(button, "Selected: copy with Ctrl+C"); }
      );
    });
  });
})();
