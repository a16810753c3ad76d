import { bundleFormat } from './bundle.js';

/** A section to write: text at a path, or why there is none. */
export interface SectionText {
  readonly name: string;
  /** Absent for a path that could not be read. */
  readonly text?: string;
}

/** The text of a bundle, in the form `capture-host.sh` writes. For bundles of hosts that were never captured. */
export function bundleText(sections: readonly SectionText[]): string {
  const bodies = sections.map(({ name, text }) =>
    text === undefined
      ? `== missing ${name} errno=ENOENT\n`
      : `== file ${name} mode=0444 bytes=${Buffer.byteLength(text)}\n${text}\n`,
  );
  return `${bundleFormat}\n${bodies.join('')}== end bundle sections=${sections.length}\n`;
}
