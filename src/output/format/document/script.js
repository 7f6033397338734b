"use strict";
(function () {
  // A chart: what is pointed at, or chosen with the arrow keys, is told in the line above it.
  function reader(figure, svg, points, tell) {
    var line = figure.querySelector(".read"), rest = line.textContent, at = -1;
    var cursor = svg.querySelector(".cur"), bars = svg.querySelectorAll(".dy");
    function show(next) {
      at = Math.max(0, Math.min(points.length - 1, next));
      line.textContent = tell(at);
      var x = points[at].length ? points[at][0] : points[at];
      var y = cursor && cursor.tagName === "circle" ? points[at][1] : 0;
      if (cursor) { cursor.setAttribute("transform", "translate(" + x + "," + y + ")"); cursor.classList.add("on"); }
      bars.forEach(function (bar, index) { bar.classList.toggle("off", index !== at); });
    }
    function leave() {
      at = -1;
      line.textContent = rest;
      if (cursor) { cursor.classList.remove("on"); }
      bars.forEach(function (bar) { bar.classList.remove("off"); });
    }
    function nearest(event) {
      var box = svg.getBoundingClientRect(), view = svg.viewBox.baseVal, best = 0, least = Infinity;
      var x = (event.clientX - box.left) / box.width * view.width;
      var y = (event.clientY - box.top) / box.height * view.height;
      points.forEach(function (point, index) {
        var away = point.length ? Math.hypot(point[0] - x, point[1] - y) : Math.abs(point - x);
        if (away < least) { least = away; best = index; }
      });
      show(best);
    }
    svg.addEventListener("pointermove", nearest);
    svg.addEventListener("pointerdown", nearest);
    svg.addEventListener("pointerleave", function (event) { if (event.pointerType === "mouse") { leave(); } });
    svg.addEventListener("blur", leave);
    svg.addEventListener("keydown", function (event) {
      var steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: svg.columns || 1, ArrowUp: -(svg.columns || 1) };
      if (event.key in steps) { show(at < 0 ? 0 : at + steps[event.key]); }
      else if (event.key === "Home") { show(0); }
      else if (event.key === "End") { show(points.length - 1); }
      else if (event.key === "Escape") { leave(); }
      else { return; }
      event.preventDefault();
    });
  }

  function chart(figure) {
    var lines = JSON.parse(figure.querySelector("script").textContent);
    if (!figure.classList.contains("map")) {
      figure.querySelectorAll("svg[data-at]").forEach(function (svg) {
        var points = JSON.parse(svg.dataset.at);
        if (points.length) { reader(figure, svg, points, function (at) { return lines[at]; }); }
      });
      return;
    }
    var rows = JSON.parse(figure.dataset.rows), columns = JSON.parse(figure.dataset.columns);
    var keys = JSON.parse(figure.dataset.keys), svg = figure.querySelector("svg"), points = [];
    var view = svg.viewBox.baseVal;
    svg.columns = columns.length;
    rows.forEach(function (_, row) {
      columns.forEach(function (_, column) {
        points.push([(column + .5) * view.width / columns.length, (row + .5) * view.height / rows.length]);
      });
    });
    reader(figure, svg, points, function (at) {
      return keys[0] + " " + rows[Math.floor(at / columns.length)] + ", " + keys[1] + " " + columns[at % columns.length] + ": " + lines[at];
    });
  }
  document.querySelectorAll("figure.chart").forEach(chart);
  // Charts that are drawn later say so.
  document.addEventListener("drawn", function (event) { event.target.querySelectorAll("figure.chart").forEach(chart); });

  // A table is sorted by its heads.
  document.querySelectorAll("th button").forEach(function (button) {
    button.addEventListener("click", function () {
      var head = button.parentNode, table = head.closest("table"), body = table.tBodies[0];
      var down = head.getAttribute("aria-sort") !== "descending", column = head.cellIndex;
      head.parentNode.querySelectorAll("th").forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      var isNumber = head.classList.contains("n");
      function key(row) { return row.cells[column].dataset.v; }
      Array.from(body.rows).sort(function (one, other) {
        var a = key(one), b = key(other);
        if (isNumber) {
          // What has no number comes last, whichever way.
          if (a === undefined || b === undefined) { return (a === undefined) - (b === undefined); }
          return down ? b - a : a - b;
        }
        var order = one.cells[column].textContent.localeCompare(other.cells[column].textContent, document.documentElement.lang);
        return down ? -order : order;
      }).forEach(function (row) { body.appendChild(row); });
    });
  });

  // Which section is read.
  var links = document.querySelectorAll("nav.toc a");
  if ("IntersectionObserver" in window) {
    var seen = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) { return; }
        links.forEach(function (link) {
          if (link.hash === "#" + entry.target.id) {
            link.setAttribute("aria-current", "true");
            link.parentNode.scrollLeft = link.offsetLeft - link.parentNode.offsetLeft - 60;
          } else { link.removeAttribute("aria-current"); }
        });
      });
    }, { rootMargin: "-20% 0px -70%" });
    document.querySelectorAll("section[id]").forEach(function (section) { seen.observe(section); });
  }

  // On paper everything is open.
  var closed = [];
  addEventListener("beforeprint", function () {
    closed = Array.from(document.querySelectorAll("details:not(.mini):not([open])"));
    closed.forEach(function (details) { details.open = true; });
  });
  addEventListener("afterprint", function () { closed.forEach(function (details) { details.open = false; }); });
})();
