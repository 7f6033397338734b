(function () {
  var told = JSON.parse(document.getElementById("told").textContent), say = told.words;
  function $(id) { return document.getElementById(id); }
  function make(tag, attributes, children) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      if (name === "text") { element.textContent = attributes[name]; }
      else if (name in element && typeof attributes[name] !== "string") { element[name] = attributes[name]; }
      else { element.setAttribute(name, attributes[name]); }
    });
    (children || []).forEach(function (child) { if (child) { element.appendChild(child); } });
    return element;
  }

  // What is shown: the text is all there is to a design; numbers are what the command reads in it.
  var text = "", file = null, controls = [], last = null, shown = {}, pins = [];
  // Of requests only the last counts. A number that is moved while another is answered waits for its text.
  var turn = Date.now(), busy = false, waiting = null, rest = 0;

  function post(what, body) {
    return fetch(what, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  }
  function gone() { $("mistake").hidden = false; $("mistake").textContent = say.gone; document.body.classList.add("wrong"); }

  // Asks what the text brings after a change; then, as long as nothing is moved, again with more campaigns.
  function ask(change) {
    clearTimeout(rest);
    // What was typed a moment ago counts for whatever is asked next.
    if (pause) { change = Object.assign({ text: read() }, change); }
    if (busy) { waiting = Object.assign(waiting || {}, change); return; }
    busy = true;
    var body = Object.assign({ text: text, turn: ++turn }, change);
    if (body.template !== undefined) { $("says").textContent = say.working; }
    post(body.template !== undefined ? "begin" : "answer", body).then(function (answer) { return answer.json(); }).then(function (answer) {
      busy = false;
      if (!waiting) { show(answer); } else if (answer.text !== undefined && !answer.problems) { text = answer.text; }
      if (waiting) { var next = waiting; waiting = null; ask(next); return; }
      if (answer.finer) { rest = setTimeout(function () { refine(answer.finer); }, 250); }
    }).catch(function () { busy = false; waiting = null; gone(); });
  }
  function refine(runs) {
    var mine = ++turn;
    $("says").textContent = say.working;
    post("answer", { text: text, turn: mine, runs: runs }).then(function (answer) { return answer.json(); }).then(function (answer) {
      if (mine !== turn || answer.stale) { return; }
      show(answer);
      if (answer.finer) { rest = setTimeout(function () { refine(answer.finer); }, 30); }
    }).catch(gone);
  }

  function show(answer) {
    if (answer.stale) { return; }
    if (answer.refused) { $("says").textContent = answer.refused; return; }
    document.body.classList.toggle("wrong", !!answer.problems);
    $("mistake").hidden = !answer.problems;
    // What is typed and not yet asked for stays.
    var typing = pause && !answer.begun;
    if (!typing && (document.activeElement !== $("editor") || answer.problems === undefined && answer.begun)) { $("editor").value = answer.text; }
    text = answer.text;
    if (answer.base !== undefined) { file = answer.base; }
    if (answer.problems) {
      var first = answer.problems[0] || { title: "" };
      $("mistake").textContent = (first.line ? place(first.line) : "") + first.title + (last ? " " + say.as_was : "");
      problems(answer.problems);
      return;
    }
    problems([]);
    last = answer;
    $("title").textContent = answer.name;
    $("headline").innerHTML = answer.title;
    $("look").innerHTML = answer.look;
    $("look").dispatchEvent(new CustomEvent("drawn", { bubbles: true }));
    $("says").textContent = answer.says;
    draw(answer.controls);
    // What is pinned becomes finer with what is shown.
    pins.forEach(function (design) { if (design.text === text) { design.figures = answer.figures; } });
    list();
  }
  function place(line) { return document.documentElement.lang === "en" ? say.line + " " + line + ": " : say.line + " " + line + " 行："; }

  // Sliders. They are made once for a set of numbers; afterwards only what they say changes.
  function draw(next) {
    var keys = next.map(function (control) { return control.key; }).join(" ");
    if (keys !== shown.keys) { build(next); shown.keys = keys; }
    controls = next;
    var moved = 0;
    next.forEach(function (control) {
      var row = shown[control.key], is = control.moved;
      moved += is;
      row.box.classList.toggle("moved", is);
      if (document.activeElement !== row.field) { row.field.value = control.shown === null ? control.typed : control.shown; }
      if (document.activeElement !== row.slider || !row.moving) { row.slider.max = Math.max(row.high, control.value); row.slider.value = control.value; }
      row.slider.setAttribute("aria-valuetext", control.typed);
      row.was.hidden = !is;
      row.unit.textContent = control.shown === null ? "" : control.unit;
      row.note.textContent = is ? "" : control.band ? say.unsure + " " + control.typed : "";
      var at = function (value) { return Math.max(0, Math.min(100, (value - control.low) / (row.slider.max - control.low) * 100)); };
      row.band.hidden = !control.band;
      if (control.band) { row.band.style.left = at(control.band[0]) + "%"; row.band.style.width = at(control.band[1]) - at(control.band[0]) + "%"; }
      row.tick.hidden = !is;
      if (is) { row.tick.style.left = at(control.home) + "%"; }
    });
    $("state").textContent = moved ? moved + " " + say.changed : text === file ? say.as_file : say.rewritten;
    tint();
  }
  function build(next) {
    var root = $("controls"), groups = {}, open = {};
    root.querySelectorAll("details").forEach(function (details) { open[details.dataset.name] = details.open; });
    root.textContent = "";
    shown = {};
    next.forEach(function (control) {
      var name = control.group, more = name + "\n";
      if (!groups[name]) {
        groups[name] = make("details", { "data-name": name, open: open[name] !== false }, [make("summary", { text: name })]);
        root.appendChild(groups[name]);
      }
      if (control.seldom && !groups[more]) { groups[more] = make("details", { "data-name": more, open: !!open[more] }, [make("summary", { text: say.more })]); }
      groups[control.seldom ? more : name].appendChild(row(control));
    });
    Object.keys(groups).forEach(function (name) { if (groups[name + "\n"]) { groups[name].appendChild(groups[name + "\n"]); } });
  }
  function row(control) {
    var id = "c-" + control.key, it = { high: control.high, moving: false };
    it.field = make("input", { id: id, "class": "nu", autocomplete: "off", inputmode: "text" });
    it.unit = make("span", { "class": "un" });
    it.slider = make("input", { type: "range", min: String(control.low), max: String(control.high), step: String(control.grain), "aria-label": control.group + " " + control.name });
    it.band = make("span", { "class": "band" });
    it.tick = make("span", { "class": "tick" });
    it.note = make("span");
    var undo = make("button", { type: "button", text: say.undo });
    it.was = make("span", {}, [undo]);
    it.box = make("div", { "class": "ctl", title: control.note }, [
      make("label", { "for": id, text: control.name }), make("span", { "class": "fld" }, [it.field, it.unit]),
      make("div", { "class": "trk" }, [it.band, it.tick, it.slider]), make("div", { "class": "was" }, [it.note, it.was])
    ]);
    it.slider.addEventListener("input", function () {
      it.moving = true;
      var shown = String(Number(Number(it.slider.value).toPrecision(10)));
      it.field.value = shown;
      ask({ set: [[control.key, shown + control.sign]] });
    });
    it.slider.addEventListener("change", function () { it.moving = false; });
    it.field.addEventListener("change", function () {
      var typed = it.field.value.trim();
      if (/^[0-9._]+$/.test(typed)) { typed += control.sign; }
      if (typed) { ask({ set: [[control.key, typed]] }); }
    });
    undo.addEventListener("click", function () { ask({ undo: control.key }); });
    shown[control.key] = it;
    return it.box;
  }

  // The text: lines that differ from the file are tinted, what is wrong is underlined.
  function tint(marks) {
    var known = {}, under = $("under"), from = 0;
    (file || "").split("\n").forEach(function (line) { known[line] = (known[line] || 0) + 1; });
    under.textContent = "";
    $("editor").value.split("\n").forEach(function (line) {
      var element = make("span"), end = from + line.length, at = from;
      if (known[line]) { known[line] -= 1; } else if (file !== null) { element.className = "on"; }
      (marks || []).filter(function (mark) { return mark.from !== null && mark.from <= end && mark.to >= from; }).sort(function (one, other) { return one.from - other.from; }).forEach(function (mark) {
        var begin = Math.max(at, mark.from), stop = Math.min(end, Math.max(mark.to, mark.from + 1));
        if (stop <= begin) { return; }
        element.appendChild(document.createTextNode(line.slice(at - from, begin - from)));
        element.appendChild(make("mark", { text: line.slice(begin - from, stop - from) }));
        at = stop;
      });
      element.appendChild(document.createTextNode(line.slice(at - from)));
      under.appendChild(element);
      under.appendChild(document.createTextNode("\n"));
      from = end + 1;
    });
    scroll();
  }
  function scroll() { $("under").scrollTop = $("editor").scrollTop; $("under").scrollLeft = $("editor").scrollLeft; }
  function problems(list) {
    var root = $("problems");
    root.textContent = "";
    list.forEach(function (problem) {
      var item = make("li", {}, [make("b", { text: (problem.line ? place(problem.line) : "") + problem.title }), problem.help && make("p", { text: problem.help })]);
      if (problem.repair) {
        var repair = make("button", { "class": "b", type: "button", text: say.replace + " " + problem.repair });
        repair.addEventListener("click", function () {
          var value = $("editor").value;
          $("editor").value = value.slice(0, problem.from) + problem.repair + value.slice(problem.to);
          typed();
        });
        item.appendChild(repair);
      }
      root.appendChild(item);
    });
    tint(list);
  }
  var pause = 0;
  function read() { clearTimeout(pause); pause = 0; text = $("editor").value; return text; }
  function typed() { ask({ text: read() }); }
  $("editor").addEventListener("input", function () { clearTimeout(pause); tint(); pause = setTimeout(typed, 300); });
  $("editor").addEventListener("scroll", scroll);

  // Pinned designs, side by side.
  function pin() {
    if (!last) { return; }
    var moved = controls.filter(function (control) { return control.moved; });
    var what = moved.map(function (control) { return control.name + " " + control.file + " → " + control.typed; }).join(say.and);
    pins.push({ what: what || say.as_file, text: text, figures: last.figures });
    list();
  }
  function list() {
    var root = $("pins").querySelector(".pg");
    $("pins").querySelector(".none").hidden = pins.length > 0;
    root.textContent = "";
    pins.forEach(function (design, index) {
      var use = make("button", { "class": "b", type: "button", text: say.use }), off = make("button", { "class": "b", type: "button", text: say.take_off });
      use.addEventListener("click", function () { $("editor").value = design.text; typed(); });
      off.addEventListener("click", function () { pins.splice(index, 1); list(); });
      var figures = make("dl");
      design.figures.forEach(function (figure) { figures.appendChild(make("dt", { text: figure.name })); figures.appendChild(make("dd", { text: figure.value })); });
      root.appendChild(make("div", { "class": "pin" }, [make("h3", { text: say.design + " " + (index + 1) }), make("p", { text: design.what }), figures, make("div", { "class": "do" }, [use, off])]));
    });
  }
  $("pin").addEventListener("click", pin);
  $("reset").addEventListener("click", function () { if (file !== null) { $("editor").value = file; typed(); } });

  // Away from here: a new file, a report, a picture.
  $("save").addEventListener("click", function () { $("refused").textContent = ""; $("naming").showModal(); });
  $("keep").addEventListener("click", function () {
    post("save", { name: $("name").value.trim(), text: $("editor").value }).then(function (answer) { return answer.json(); }).then(function (answer) {
      if (answer.refused) { $("refused").textContent = answer.refused; return; }
      $("naming").close();
      $("state").textContent = answer.saved;
    }).catch(gone);
  });
  function fetched(button, what, name) {
    $(button).addEventListener("click", function () {
      $(button).disabled = true;
      $("says").textContent = say.working;
      post(what, { text: text, turn: ++turn }).then(function (answer) {
        if (answer.status !== 200) { throw new Error(what); }
        return answer.blob();
      }).then(function (blob) {
        var link = make("a", { href: URL.createObjectURL(blob), download: name });
        document.body.appendChild(link);
        link.click();
        link.remove();
      }).catch(function () {}).then(function () { $(button).disabled = false; $("says").textContent = last ? last.says : ""; });
    });
  }
  fetched("report", "report", "report.html");
  fetched("card", "card", "card.png");
  if ($("offers")) {
    $("offers").addEventListener("change", function () {
      if ($("offers").value) { shown.keys = null; ask({ template: $("offers").value }); $("offers").value = ""; }
    });
  }
  document.querySelectorAll(".tabs button").forEach(function (button) {
    button.addEventListener("click", function () {
      document.body.className = document.body.className.replace(/t-\w+/, "t-" + button.dataset.tab);
      document.querySelectorAll(".tabs button").forEach(function (other) { other.setAttribute("aria-pressed", String(other === button)); });
      scrollTo(0, 0);
    });
  });
  ask({ template: "" });
})();
