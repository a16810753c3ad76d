import type { Terminal } from '../../terminal.js';
import type { Break } from '../breaks.js';

/** How the story is told. */
export interface TdxStorySetting {
  readonly terminal: Terminal;
  readonly broken?: Break;
  /** The two ways of the article: the guest asks the host’s service itself, or QEMU does for it. */
  readonly way: 'vsock' | 'tdvmcall';
}
