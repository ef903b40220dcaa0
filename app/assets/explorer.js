// The page's own part: one reducer for every control, undo and redo in memory, drawers, keys, sharing. Nothing is stored.
(function () {
  const D = window.datatrail = window.datatrail || {};
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const alike = (a, b) => Object.keys(a).every((key) => same(a[key], b[key]));   // states, in whatever order their parts come
  const history = { past: [], future: [], aside: [] };
  const WORLD = ["pack", "persona", "acts", "lens", "on", "repealed", "reforms", "levers", "conduct", "sources", "already", "view", "measure"];
  const DAY = ["acts", "lens", "on", "repealed", "reforms", "levers", "conduct", "sources", "already"];
  const ASKED = ["selected", "chosen", "without"];   // what a view that answers the question depends on too
  const seen = {};            // the last value known of each property, so that an echo of what the page set is no change
  const moves = [];           // every undo and redo asked for, every state refused; the reducer takes them one after the other
  let taken = 0, settled = false;
  const el = (id) => document.getElementById(id);
  const none = () => window.dash_clientside.no_update;
  const set = (id, values) => window.dash_clientside.set_props(id, values);
  const sorted = (list) => (list || []).slice().sort();
  const world = (state, asking) => Object.fromEntries(
    WORLD.concat(asking.includes(state.view) ? ASKED : []).map((key) => [key, state[key]]));

  function toggled(list, key, on) {
    if (list.includes(key) === on) return null;
    return on ? sorted(list.concat(key)) : list.filter((each) => each !== key);
  }

  // What each control changes in the state; null where it says nothing new.
  const CONTROLS = {
    pack: (value, state, lists) => (value === state.pack ? null : lists.firsts[value]),
    persona: (value, state) => (value && value !== state.persona ? { persona: value, selected: "", chosen: "" } : null),
    acts: (value, state, lists) => {
      const own = lists.personas[state.pack][state.persona];
      return { acts: same(sorted(value), own) ? null : sorted(value) };
    },
    already: (value) => ({ already: value }),
    lens: (value) => ({ lens: value }),
    official: (value) => ({ sources: value ? "official" : "all" }),
    conduct: (value) => ({ conduct: value }),
  };
  const SWITCHES = {
    law: (key, on, state) => { const repealed = toggled(state.repealed, key, !on); return repealed && { repealed }; },
    reform: (key, on, state) => { const reforms = toggled(state.reforms, key, on); return reforms && { reforms }; },
    view: (key, pressed) => (pressed ? { view: key } : null),
  };

  // What a leaf reports: the thing selected, or the parts of the state it changes.
  function picked(value, state) {
    if (!value || typeof value !== "object") return { selected: value || "", chosen: "" };
    return Object.fromEntries(Object.entries(value).filter(([key]) => key in state && key !== "pack"));
  }

  function change(prop, value, state, states, lists) {
    const at = prop.lastIndexOf("."), id = prop.slice(0, at), name = prop.slice(at + 1);
    if (id.startsWith("{")) {
      const [[kind, key]] = Object.entries(JSON.parse(id));
      return SWITCHES[kind] ? SWITCHES[kind](key, value, state) : null;
    }
    if (name === "nonce") return value ? picked(states[id + ".picked"], state) : null;
    return CONTROLS[id] ? CONTROLS[id](value, state, lists) : null;
  }

  // The state after a change, or null where nothing is new; another person does what that person does. Where only a body was chosen,
  // the question names its first kind of information: what is asked stays that kind when the law or the day changes.
  function after(changed, state, question) {
    if (!changed) return null;
    const own = changed.persona && changed.persona !== state.persona && !("acts" in changed) ? { acts: null } : {};
    const part = (name) => (((question || {}).parts || []).find((each) => each.name === name) || {}).value;
    const stays = !state.chosen && part("actor") === state.selected && Object.keys(changed).some((key) => DAY.includes(key))
      ? { chosen: part("information") || "" } : {};
    const next = Object.assign({}, state, stays, changed, own);
    return alike(next, state) ? null : next;
  }

  function commit(next, state) {
    history.past.push(state);
    history.aside = history.future.splice(0);   // comes back if what is asked for cannot be
    return next;
  }

  function quiet() {
    ["notice", "message"].forEach((name) => set(name, { children: "" }));
  }

  function language(code) {
    const path = code === "en" ? "/" : "/" + code;
    document.documentElement.lang = code;
    window.history.replaceState(null, "", path + window.location.hash);
  }

  // Undo and redo, as often as they were pressed since; a state that cannot be goes back to the one before it.
  function moved(state) {
    for (; taken < moves.length; taken += 1) {
      const way = moves[taken], [from, to] = way === "undo" ? [history.past, history.future] : [history.future, history.past];
      if (way.refused) state = refused(way.refused, state);
      else if (from.length) {
        quiet();
        to.push(state);
        state = from.pop();
      }
    }
    return state;
  }

  function refused(answer, state) {
    if (!alike(answer.state, state) || !history.past.length) return state;   // the reader has gone on
    set("message", { children: answer.message });
    history.future = history.aside;
    return history.past.pop();
  }

  function read(answer, state) {
    if (answer.message) set("message", { children: answer.message });
    const next = answer.pack ? answer : answer.state;
    if (!next || alike(next, state)) return state;
    if (!answer.pack) quiet();
    return commit(next, state);
  }

  D.page = { history, current: null };
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    datatrail: {
      reduce() {
        const { triggered, states } = window.dash_clientside.callback_context;
        const lists = { firsts: states["firsts.data"], personas: states["personas.data"] };
        const begin = D.page.current || states["state.data"];
        if (!begin) return [none(), none(), none()];
        // When the page or a new frame mounts, everything triggers at once and says nothing new.
        const mounted = triggered.length > 3 && triggered.some((each) => each.prop_id === "pack.value");
        let state = begin, spoken = null;
        triggered.forEach(({ prop_id: prop, value }) => {
          if (same(seen[prop], value) && !prop.endsWith(".n_clicks")) return;
          seen[prop] = value;
          if (prop === "moves.data") state = moved(state);
          else if (prop === "landed.data" || prop === "loaded.data") state = value ? read(value, state) : state;
          else if (mounted) return;
          else if (prop.startsWith('{"language"')) spoken = value ? JSON.parse(prop.slice(0, prop.lastIndexOf("."))).language : spoken;
          else {
            const next = after(change(prop, value, state, states, lists), state, states["question.question"]);
            if (!next) return;
            quiet();
            state = commit(next, state);
          }
        });
        D.page.current = state;
        const frame = Object.assign({}, states["frame.data"], { pack: state.pack }, spoken ? { language: spoken } : null);
        if (spoken) language(spoken);
        const asking = states["asking.data"], shows = world(state, asking);
        return [state === begin ? none() : state, alike(shows, world(states["world.data"], asking)) ? none() : shows,
          alike(frame, states["frame.data"]) ? none() : frame];
      },

      // What cannot be, the server says; the reducer takes it from the list, for its own output may not lead back to it.
      refuse(answer) { if (answer) move({ refused: answer }); },

      // After any change: controls show the state, the view in sight is shown, laws say whether they are in force.
      settle(given, root, gone, frame, personas) {
        const { triggered } = window.dash_clientside.callback_context;
        if (!settled || triggered.some((each) => each.prop_id === "root.children")) {   // laid anew
          settled = true;
          watch();
          Object.keys(seen).forEach((prop) => { if (!prop.endsWith(".data")) delete seen[prop]; });
        }
        window.requestAnimationFrame(function () {
          const state = D.page.current || given;
          const show = (id, name, value) => {
            const prop = (typeof id === "object" ? JSON.stringify(id) : id) + "." + name;
            if (same(seen[prop], value)) return;
            seen[prop] = value;
            set(id, { [name]: value });
          };
          const acts = state.acts || (personas[state.pack] || {})[state.persona];
          show("pack", "value", state.pack);
          show("persona", "value", state.persona);
          if (acts) show("acts", "value", acts);
          show("already", "checked", state.already);
          show("lens", "value", state.lens);
          show("official", "checked", state.sources === "official");
          show("conduct", "value", state.conduct);
          document.querySelectorAll(".dt-law, .dt-reform").forEach(function (row) {
            const input = row.querySelector("input"), id = JSON.parse(input.id), key = id.law || id.reform;
            const prop = input.id + ".checked", checked = id.law ? !state.repealed.includes(key) : state.reforms.includes(key);
            if (seen[prop] === undefined && input.checked === checked) seen[prop] = checked;
            show(id, "checked", checked);
            if (!id.law) return;
            const early = (row.dataset.from && row.dataset.from > state.on) || (row.dataset.to && row.dataset.to <= state.on);
            row.classList.toggle("dt-not-yet", Boolean(early));
            row.classList.toggle("dt-gone", (gone || []).includes(key));
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
          document.documentElement.classList.toggle("dt-has-selection", Boolean(state.selected));
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

  // Buttons and keys say it here and not through a counter of clicks, which two quick ones would share.
  function move(way) {
    moves.push(way);
    set("moves", { data: moves.length });
  }

  function drawer(name, open) {
    const panel = el(name + "-panel"), button = el("open_" + name);
    if (!panel) return;
    panel.classList.toggle("dt-open", open);
    button.setAttribute("aria-expanded", String(open));
    (open ? panel : button).focus();
  }

  // The boxes under the header: one at a time.
  const BOXES = ["share", "scenarios"];
  function box(name, open) {
    const found = el(name + "-box");
    if (!found || found.hidden === !open) return;
    found.hidden = !open;
    el(name).setAttribute("aria-expanded", String(open));
    if (open) (name === "share" ? el("share-link") : found.querySelector("input")).focus();
    else if (found.contains(document.activeElement)) el(name).focus();
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
    if (button.id === "undo" || button.id === "redo") move(button.id);
    if (button.id === "open_world") drawer("world", true);
    if (button.id === "open_why") drawer("why", true);
    if (button.id === "close_world") drawer("world", false);
    if (button.id === "close_why") drawer("why", false);
    if (button.id === "copy_link") copyLink();
    if (BOXES.includes(button.id)) BOXES.forEach((name) => box(name, name === button.id && el(name + "-box").hidden));
  });

  document.addEventListener("change", function (event) {
    if (event.target.id !== "keep") return;
    D.keep = event.target.checked;
    window.history.replaceState(null, "", event.target.checked && D.place ? "#" + D.place : window.location.pathname);
  });

  document.addEventListener("keydown", function (event) {
    const writing = event.target.matches("textarea, input[type=text], input[type=search], input[type=date], input[type=number]");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !writing) {
      event.preventDefault();
      move(event.shiftKey ? "redo" : "undo");
    }
    if (event.key === "Escape") {
      document.querySelectorAll(".dt-panel.dt-open").forEach(function (panel) { drawer(panel.id.replace("-panel", ""), false); });
      BOXES.forEach((name) => { if (el(name + "-box") && !el(name + "-box").hidden) { el(name).focus(); box(name, false); } });
    }
  });

  // What sticks to the top of the window begins under the header, however many rows that has.
  const height = new ResizeObserver(function (found) {
    document.documentElement.style.setProperty("--head", Math.round(found[0].target.getBoundingClientRect().height) + "px");
  });
  function watch() {
    height.disconnect();
    if (document.querySelector(".dt-header")) height.observe(document.querySelector(".dt-header"));
  }

  // Follow what the system prefers without storing anything; read a pasted link and take it out of the bar.
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const landed = window.location.hash.slice(1);
  if (landed) window.history.replaceState(null, "", window.location.pathname);
  const ready = window.setInterval(function () {
    if (!window.dash_clientside || !window.dash_clientside.set_props || !el("middle")) return;
    window.clearInterval(ready);
    const scheme = function () { set("theme", { forceColorScheme: dark.matches ? "dark" : "light" }); };
    dark.addEventListener("change", scheme);
    if (dark.matches) scheme();
    if (landed && !/^(middle|why-panel|world-panel)$/.test(landed)) set("landing", { data: landed });
  }, 30);
})();
