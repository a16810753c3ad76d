import { expect, it } from 'vitest';
import { runInMemory as fauxmetal } from '../run-in-memory.js';

it('refuses to serve nothing, in one sentence', async () => {
  expect(await fauxmetal('host', 'serve', 'rome')).toEqual({
    printed: '',
    noted:
      'fauxmetal: there is nothing to serve; say --tree FOLDER, --device-plugin FOLDER, --socket PATH, --kds, --pccs, --qgs or --kbs, or several of them\n',
    exitCode: 2,
  });
});
