import { miscSurface, unsigned64 } from './misc-file.js';

/** `misc.peak`: the most keys ever in use; refused attempts count on the levels below the one that refused. */
export const miscPeak = miscSurface({
  name: 'peak',
  about: 'The most key IDs a cgroup ever held, kept by the misc controller since Linux 6.11.',
  mode: 0o444,
  line: (pool, capacity, { peak }) => (capacity === 0 && peak === 0n ? undefined : `${pool} ${unsigned64(peak)}`),
});
