import { miscSurface, unsigned64 } from './misc-file.js';

/** `misc.current`: keys in use. The line stays while anything is charged, even after the capacity is gone. */
export const miscCurrent = miscSurface({
  name: 'current',
  about: 'Key IDs in use in a cgroup and everything below it, kept by the misc controller. On the root since Linux 6.6.',
  mode: 0o444,
  line: (pool, capacity, { current }) => (capacity === 0 && current === 0n ? undefined : `${pool} ${unsigned64(current)}`),
});
