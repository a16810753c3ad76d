import { posix } from 'node:path';
import { Volume } from 'memfs';
import type { HostTree } from './tree.js';

/**
 * A memfs volume with the files of a host as they are now, for programs that take Node's `fs`. It does not follow the host.
 * Two things differ from the tree: a size is the length of the content, where sysfs says 4096 and procfs 0; and memfs has no
 * device nodes and sockets, so those are empty regular files of the node's mode.
 */
export function mountMemfs(tree: HostTree): Volume {
  const volume = new Volume();
  for (const { file } of tree.entries()) {
    const content = file.read();
    volume.mkdirSync(posix.dirname(file.path), { recursive: true, mode: 0o755 });
    volume.writeFileSync(file.path, content.ok ? content.text : '');
    volume.chmodSync(file.path, file.status.mode);
  }
  return volume;
}
