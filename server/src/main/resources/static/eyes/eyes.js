// Notes what happens on a page and sends it to the house it belongs to, and to nobody else.
//   <script src="/eyes/eyes.js" defer data-key="pub_…" data-pages="on" data-consent="ask"></script>
// data-pages="on"     also notes pages (the storefront's own are noted by the server already)
// data-consent="ask"  keeps still and stores nothing until changke.consent(true)
// data-house          where to send, when the script lies elsewhere
// <button data-track="Product Added" data-track-product_id="…"> notes clicks.
(() => {
  const tag = document.currentScript;
  const key = tag && tag.dataset.key;
  const house = tag && (tag.dataset.house || new URL(tag.src).origin);
  const unfollowed = navigator.doNotTrack === "1" || navigator.globalPrivacyControl === true;
  const QUEUE = "changke.queue";
  const WHO = "changke.who";
  const CONSENT = "changke.consent";
  const MOST = 200;
  const BATCH = 20;
  let queue = [];
  let timer = 0;
  let tries = 0;
  let sending = false;

  const read = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const keep = (name, value) => {
    try {
      if (value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, value);
    } catch {
      // A browser that keeps nothing still sends.
    }
  };
  const id = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  const allowed = () =>
    Boolean(key) && !unfollowed && (tag.dataset.consent !== "ask" || read(CONSENT) === "yes");
  const who = () => {
    let known = read(WHO);
    if (!known) keep(WHO, (known = id()));
    return known;
  };

  function note(type, more) {
    if (!allowed()) return;
    queue.push({
      type,
      messageId: id(),
      anonymousId: who(),
      timestamp: new Date().toISOString(),
      context: {
        library: { name: "eyes", version: "1" },
        locale: navigator.language,
        page: { path: location.pathname, title: document.title },
      },
      ...more,
    });
    queue = queue.slice(-MOST);
    keep(QUEUE, JSON.stringify(queue));
    if (queue.length >= BATCH) later(0);
    else if (!timer) later(2000);
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  }

  const body = (batch) =>
    JSON.stringify({ writeKey: key, sentAt: new Date().toISOString(), batch });

  async function send() {
    timer = 0;
    if (sending || !queue.length || !allowed()) return;
    sending = true;
    const batch = queue.slice(0, BATCH);
    let pause = Math.min(60_000, 1000 * 2 ** tries);
    let done = false;
    try {
      const answer = await fetch(house + "/v1/b", {
        method: "POST",
        body: body(batch),
        keepalive: true,
        headers: { "content-type": "text/plain", "x-retry-count": String(tries) },
      });
      done = answer.ok || (answer.status < 500 && answer.status !== 429);
      const after = Number(answer.headers.get("Retry-After"));
      if (after > 0) pause = after * 1000;
    } catch {
      // The network is away; the same message ids go out again later.
    }
    sending = false;
    if (done) drop(batch);
    tries = done ? 0 : tries + 1;
    if (queue.length && tries < 10) later(done ? 0 : pause);
  }

  function drop(batch) {
    const sent = new Set(batch.map((item) => item.messageId));
    queue = queue.filter((item) => !sent.has(item.messageId));
    keep(QUEUE, queue.length ? JSON.stringify(queue) : null);
  }

  // What is still here when the page goes is sent along; the next page sends it again if need be.
  addEventListener("pagehide", () => {
    if (queue.length && allowed()) navigator.sendBeacon(house + "/v1/b", body(queue.slice(0, 50)));
  });

  document.addEventListener("click", (event) => {
    const mark = event.target.closest && event.target.closest("[data-track]");
    if (!mark) return;
    const properties = {};
    for (const { name, value } of mark.attributes) {
      if (name.startsWith("data-track-")) properties[name.slice(11)] = value;
    }
    note("track", { event: mark.dataset.track, properties });
  });

  window.changke = {
    track: (event, properties) => note("track", { event, properties }),
    page: (properties) =>
      note("page", {
        properties: {
          path: location.pathname,
          title: document.title,
          referrer: document.referrer && new URL(document.referrer).host,
          ...properties,
        },
      }),
    identify: (userId, traits, userSignature) =>
      note("identify", { userId, traits, context: { userSignature } }),
    consent(given) {
      keep(CONSENT, given ? "yes" : "no");
      if (given) return start();
      queue = [];
      keep(QUEUE, null);
      keep(WHO, null);
    },
  };

  function start() {
    if (!allowed()) return;
    try {
      queue = JSON.parse(read(QUEUE)) || [];
    } catch {
      queue = [];
    }
    if (tag.dataset.pages === "on") window.changke.page();
    else if (queue.length) later(2000);
  }
  start();
})();
