import { miscSurface } from './misc-file.js';

/** `misc.capacity`, root cgroup only: how many keys of each kind the host has. A resource never registered has no line. */
export const miscCapacity = miscSurface({
  name: 'capacity',
  about: 'Key IDs of the whole host by kind, as kvm_amd and kvm_intel registered them with the misc controller.',
  mode: 0o444,
  line: (pool, capacity) => (capacity === 0 ? undefined : `${pool} ${capacity}`),
});
