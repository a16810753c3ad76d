import { commandTable, putTableFiles, type TableRow } from './command-table.js';
import type { ReleaseRoot, RunFolder } from './release-root.js';
import type { ClientRelease } from './releases.js';

/** What virsh made of one row. */
export interface TableAnswer {
  readonly row: TableRow;
  /** Standard output, then standard error and an exit code other than 0, each on lines of their own. */
  readonly text: string;
}

/** Runs the whole table, and more rows after it, with the release's own virsh against whatever listens in the run folder. */
export async function runTable(
  root: ReleaseRoot,
  run: RunFolder,
  release: ClientRelease,
  more: readonly TableRow[] = [],
): Promise<readonly TableAnswer[]> {
  putTableFiles(run);
  const answers: TableAnswer[] = [];
  for (const row of [...commandTable(release), ...more])
    answers.push({ row, text: await virsh(root, run, row.command.split(' ')) });
  return answers;
}

/** One command of virsh on the default socket, as text. */
export async function virsh(root: ReleaseRoot, run: RunFolder, words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await root.run(run.folder, ['virsh', '-c', 'qemu:///system', ...words]);
  return [stdout.trimEnd(), stderr.trimEnd(), code === 0 ? '' : `exit code ${code}`].filter((part) => part !== '').join('\n');
}
