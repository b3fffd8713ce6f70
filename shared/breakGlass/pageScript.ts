/** The copy's only script: it finds runbooks, stamps ticked steps with the time, and prints one runbook. */
export const pageScript = `
const search = document.getElementById('search');
const found = document.getElementById('found');
const parts = [...document.querySelectorAll('[data-part]')];
const texts = parts.map((part) => part.textContent.toLowerCase());
const links = new Map([...document.querySelectorAll('nav li')].map((item) => [item.dataset.of, item]));
search.addEventListener('input', () => {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  parts.forEach((part, place) => {
    const fits = words.every((word) => texts[place].includes(word));
    part.hidden = !fits;
    const link = links.get(part.id);
    if (link) link.hidden = !fits;
    if (fits) count += 1;
  });
  found.textContent = words.length === 0 ? '' : count + ' of ' + parts.length;
});
document.addEventListener('change', (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.type !== 'checkbox') return;
  const time = box.parentElement.querySelector('time');
  time.textContent = box.checked ? new Date().toISOString().slice(11, 19) + ' UTC' : '';
});
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('button[data-print]') : null;
  if (button === null) return;
  const part = document.getElementById(button.dataset.print);
  document.body.classList.add('one');
  part.classList.add('printed');
  window.print();
  document.body.classList.remove('one');
  part.classList.remove('printed');
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target === search) return;
  event.preventDefault();
  search.focus();
});
`;
