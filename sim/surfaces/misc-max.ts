import { miscSurface, unsigned64 } from './misc-file.js';

/** `misc.max`, every cgroup but the root: the limit. 2⁶⁴−1 reads back as `max`, because that is how the kernel stores it. */
export const miscMax = miscSurface({
  name: 'max',
  about: 'Limit of key IDs for a cgroup and everything below it; written by administrators, kept by the misc controller.',
  mode: 0o644,
  line: (pool, capacity, { max }) => (capacity === 0 ? undefined : `${pool} ${max === unlimited ? 'max' : limitText(max)}`),
});

const unlimited = 2n ** 64n - 1n;

function limitText(max: bigint | 'max'): string {
  return max === 'max' ? max : unsigned64(max);
}
