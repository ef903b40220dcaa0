// The page's own part: one reducer for every control, undo and redo in memory, drawers, keys, sharing. Nothing is stored.
(function () {
  const D = window.datatrail = window.datatrail || {};
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const history = { past: [], future: [] };
  const WORLD = ["pack", "persona", "acts", "lens", "on", "repealed", "conduct", "sources", "already", "view"];
  const el = (id) => document.getElementById(id);
  const none = () => window.dash_clientside.no_update;
  const world = (state) => Object.fromEntries(WORLD.map((key) => [key, state[key]]));
  const sorted = (list) => (list || []).slice().sort();

  // What each control changes in the state; null where it says nothing new.
  function change(id, value, state, lists) {
    if (id.view) return { view: id.view };
    switch (id.plain) {
      case "pack": return value === state.pack ? null : lists.firsts[value];
      case "persona": return value && value !== state.persona ? { persona: value, acts: null, selected: "", chosen: "" } : null;
      case "acts": {
        const own = lists.personas[state.pack][state.persona];
        if (same(sorted(value), sorted(state.acts || own))) return null;
        return { acts: same(sorted(value), own) ? null : sorted(value) };
      }
      case "already": return value === state.already ? null : { already: value };
      case "lens": return value === state.lens ? null : { lens: value };
      case "official": {
        const sources = value ? "official" : "all";
        return sources === state.sources ? null : { sources };
      }
      case "conduct": return value === state.conduct ? null : { conduct: value };
      case "law": return same(sorted(value), sorted(state.repealed)) ? null : { repealed: sorted(value) };
      case "timeline": return value === state.on ? null : { on: value };
      case "picked": return { selected: value || "", chosen: "" };
      case "why": return { chosen: value };
      case "question": return ask(value, state);
      default: return null;
    }
  }

  function ask(asked, state) {
    if (!asked) return null;
    const { name, value } = asked;
    if (name === "actor") return { selected: value, chosen: value ? state.chosen : "" };
    if (name === "information") return { chosen: value };
    if (name === "persona") return { persona: value, acts: null };
    return { [name]: value };
  }

  function outputs(state, before, frame) {
    const framed = state.pack !== frame.pack ? { language: frame.language, pack: state.pack } : none();
    return [state, same(world(state), world(before)) ? none() : world(state), framed];
  }

  function moveIn(from, to, state, frame) {
    if (!from.length) return [none(), none(), none()];
    to.push(state);
    return outputs(from.pop(), state, frame);
  }

  function language(code, frame) {
    const path = code === "en" ? "/" : "/" + code;
    document.documentElement.lang = code;
    window.history.replaceState(null, "", path + window.location.hash);
    return [none(), none(), Object.assign({}, frame, { language: code })];
  }

  D.page = { history, world, change };
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    datatrail: {
      reduce(pack, persona, acts, already, lens, official, conduct, laws, views, languages, undo, redo, t, p, q, w, a, landed,
             at, trailPicked, tablePicked, chosen, asked, state, shown, frame, firsts, personas, lawIds) {
        const context = window.dash_clientside.callback_context;
        // When the page or a new frame mounts, everything triggers at once and says nothing new, except a link just read.
        const mounted = context.triggered.length > 3;
        const link = context.triggered.find((each) => each.prop_id === "landed.data" && each.value && !same(each.value, D.landed));
        const trigger = ((link || (mounted ? null : context.triggered[0])) || {}).prop_id || "";
        const id = trigger.slice(0, trigger.lastIndexOf("."));
        const nothing = [none(), none(), none()];
        if (!id || !state) return nothing;
        const pattern = id.startsWith("{") ? JSON.parse(id) : {};
        if (pattern.language) return context.triggered[0].value ? language(pattern.language, frame) : nothing;
        if (id === "undo") return undo ? moveIn(history.past, history.future, state, frame) : nothing;
        if (id === "redo") return redo ? moveIn(history.future, history.past, state, frame) : nothing;
        if (id === "landed") {
          D.landed = landed;
          history.past.push(state);
          return outputs(landed, state, frame);
        }
        const off = lawIds.filter((each, i) => laws[i] === false).map((each) => each.law);
        const values = { pack, persona, acts, already, lens, official, conduct, timeline: at, why: chosen, question: asked,
          trail: trailPicked, table: tablePicked, law: off };
        const name = pattern.law !== undefined ? "law" : id;
        const known = name === "trail" || name === "table" ? { plain: "picked" } : { plain: name, view: pattern.view };
        if (pattern.view && !context.triggered[0].value) return nothing;
        const changed = change(known, values[name], state, { firsts, personas });
        if (!changed) return nothing;
        const next = Object.assign({}, state, changed);
        if (same(next, state)) return nothing;
        history.past.push(state);
        history.future.length = 0;
        window.dash_clientside.set_props("notice", { children: "" });
        return outputs(next, state, frame);
      },

      // After any change: controls show the state, the view in sight is shown, laws say whether they are in force.
      settle(state, root, frame, personas) {
        const set = window.dash_clientside.set_props;
        window.requestAnimationFrame(function () {
          const acts = state.acts || (personas[state.pack] || {})[state.persona];
          set("pack", { value: state.pack });
          set("persona", { value: state.persona });
          if (acts) set("acts", { value: acts });
          set("already", { checked: state.already });
          set("lens", { value: state.lens });
          set("official", { checked: state.sources === "official" });
          set("conduct", { value: state.conduct });
          document.querySelectorAll(".dt-law").forEach(function (row) {
            const input = row.querySelector("input");
            const key = JSON.parse(input.id).law;
            const early = (row.dataset.from && row.dataset.from > state.on) || (row.dataset.to && row.dataset.to <= state.on);
            row.classList.toggle("dt-not-yet", Boolean(early));
            const checked = !state.repealed.includes(key);
            if (input.checked !== checked) set({ law: key }, { checked });
          });
          document.querySelectorAll(".dt-header .dt-tabs .dt-tab").forEach(function (tab) {
            const name = JSON.parse(tab.id).view;
            if (name === state.view) tab.setAttribute("aria-current", "page"); else tab.removeAttribute("aria-current");
          });
          document.querySelectorAll(".dt-view").forEach(function (view) { view.hidden = JSON.parse(view.id).stack !== state.view; });
          if (el("share-link") && D.place) set("share-link", { value: linkOf(D.place) });
          if (el("keep") && D.keep !== undefined && state.pack === D.pack) set("keep", { checked: D.keep });
          if (el("undo")) el("undo").disabled = !history.past.length;
          if (el("redo")) el("redo").disabled = !history.future.length;
          if (state.selected) document.documentElement.classList.add("dt-has-selection");
          else document.documentElement.classList.remove("dt-has-selection");
        });
      },

      // The link of this state; the address bar only where the reader asked for it.
      shareBox(place, careful) {
        const first = D.place === undefined, pack = (/;p=([a-z]+)/.exec(place) || [])[1];
        if (pack !== D.pack) D.keep = undefined;   // a choice made for one pack says nothing of another
        Object.assign(D, { place, pack });
        const keep = D.keep === undefined ? !careful.includes(pack) : D.keep;
        if (!first) window.history.replaceState(null, "", keep ? "#" + place : window.location.pathname);
        return linkOf(place);
      },
    },
  });

  function linkOf(place) {
    return window.location.origin + window.location.pathname + "#" + place;
  }

  function drawer(name, open) {
    const panel = el(name + "-panel"), button = el("open_" + name);
    if (!panel) return;
    panel.classList.toggle("dt-open", open);
    button.setAttribute("aria-expanded", String(open));
    (open ? panel : button).focus();
  }

  function copyLink() {
    const field = el("share-link");
    field.select();
    if (navigator.clipboard) navigator.clipboard.writeText(field.value).catch(function () { document.execCommand("copy"); });
    else document.execCommand("copy");
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.id === "open_world") drawer("world", true);
    if (button.id === "open_why") drawer("why", true);
    if (button.id === "close_world") drawer("world", false);
    if (button.id === "close_why") drawer("why", false);
    if (button.id === "copy_link") copyLink();
    if (button.id === "share") {
      const box = el("share-box");
      box.hidden = !box.hidden;
      button.setAttribute("aria-expanded", String(!box.hidden));
      if (!box.hidden) el("share-link").focus();
    }
  });

  document.addEventListener("change", function (event) {
    if (event.target.id !== "keep") return;
    D.keep = event.target.checked;
    window.history.replaceState(null, "", event.target.checked && D.place ? "#" + D.place : window.location.pathname);
  });

  document.addEventListener("keydown", function (event) {
    const writing = event.target.matches("textarea, input[type=text], input[type=search], input[type=date]");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !writing) {
      const button = el(event.shiftKey ? "redo" : "undo");
      if (button && !button.disabled) { event.preventDefault(); button.click(); }
    }
    if (event.key === "Escape") {
      document.querySelectorAll(".dt-panel.dt-open").forEach(function (panel) { drawer(panel.id.replace("-panel", ""), false); });
      if (el("share-box") && !el("share-box").hidden) el("share").click();
    }
  });

  // Follow what the system prefers without storing anything; read a pasted link and take it out of the bar.
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const landed = window.location.hash.slice(1);
  if (landed) window.history.replaceState(null, "", window.location.pathname);
  const ready = window.setInterval(function () {
    const set = window.dash_clientside && window.dash_clientside.set_props;
    if (!set || !el("middle")) return;
    window.clearInterval(ready);
    const scheme = function () { set("theme", { forceColorScheme: dark.matches ? "dark" : "light" }); };
    dark.addEventListener("change", scheme);
    if (dark.matches) scheme();
    if (landed && !/^(middle|why-panel|world-panel)$/.test(landed)) set("landing", { data: landed });
  }, 30);
})();
