/**
 * What the page can do beyond being read: copy a command, and show only some requirements. Without it everything is there to read, and
 * what it needs stays hidden.
 */
export const script = `
for (const code of document.querySelectorAll('[data-copy]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', 'Copy: ' + code.textContent.slice(0, 60));
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = 'Selected';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
  code.after(button);
}
const filter = document.querySelector('.filter');
if (filter) {
  const [words, verdict] = filter.querySelectorAll('input, select');
  const shown = filter.querySelector('output');
  const bodies = [...document.querySelectorAll('.requirements tbody')];
  const apply = () => {
    const wanted = words.value.toLowerCase().split(' ').filter(Boolean);
    let count = 0;
    for (const body of bodies) {
      let here = 0;
      for (const row of body.querySelectorAll('tr[data-verdict]')) {
        const text = row.textContent.toLowerCase();
        const fits = wanted.every((word) => text.includes(word)) && (verdict.value === '' || row.dataset.verdict === verdict.value);
        row.hidden = !fits;
        if (fits) here += 1;
      }
      body.hidden = here === 0;
      count += here;
    }
    shown.textContent = count + ' shown';
  };
  words.addEventListener('input', apply);
  verdict.addEventListener('change', apply);
  filter.hidden = false;
}
`;
