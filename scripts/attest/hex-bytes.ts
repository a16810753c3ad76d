import { readFileSync } from 'node:fs';
import { UsageError } from '../../sim/core/usage-error.js';

/**
 * Bytes a flag gives: hexadecimal, or `@FILE` for the content of a file. What is shorter than `size` is followed by zeros.
 *
 * @throws UsageError for what is neither, or longer.
 */
export function hexBytes(flag: string, text: string, size: number): Buffer {
  const bytes = text.startsWith('@') ? contentOf(text.slice(1)) : hexadecimal(flag, text);
  if (bytes.length > size)
    throw new UsageError(`--${flag} has ${bytes.length} bytes`, { fix: `give at most ${size}, or a digest of them` });
  const whole = Buffer.alloc(size);
  whole.set(bytes);
  return whole;
}

/** The content of a file that has to be there. @throws UsageError */
export function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (problem) {
    const { code = 'unknown error' } = problem as NodeJS.ErrnoException;
    throw new UsageError(`the file cannot be read (${code})`, { place: { file }, fix: 'name one that can' });
  }
}

function hexadecimal(flag: string, text: string): Buffer {
  const digits = text.replace(/^0x/i, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits))
    throw new UsageError(`--${flag} "${text}" is not hexadecimal`, { fix: 'write two digits for each byte, or @FILE' });
  return Buffer.from(digits, 'hex');
}
