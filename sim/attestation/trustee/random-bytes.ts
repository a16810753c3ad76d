import { deriveBytes } from '../keys/derive-bytes.js';

/** Bytes that nobody can foretell who does not know the seed: nonces, session ids, content keys. */
export type RandomBytes = (length: number) => Buffer;

/** Opens a stream of bytes. Same seed and name, same bytes in the same order. */
export function openRandomBytes(seed: string, name: string): RandomBytes {
  let drawn = 0;
  return (length) => {
    drawn += 1;
    return deriveBytes(seed, `${name}/${drawn}`, length);
  };
}
