import { wrapSubject } from '../../conformance/subjects/wrap.js';
import type { FileStatus, HostReader, ReadResult } from '../../sim/contracts/reader.js';
import type { Subject } from '../../sim/contracts/subject.js';

/** One look a subject took at a host, and what it saw. */
export type Look =
  | { readonly what: 'read'; readonly path: string; readonly seen: ReadResult }
  | { readonly what: 'stat'; readonly path: string; readonly seen: FileStatus | undefined };

/** A subject that answers like the one it was made from, and remembers what it looked at for each labelling, in their order. */
export interface RecordedSubject {
  readonly subject: Subject;
  /** One list a labelling. */
  readonly labelLooks: readonly (readonly Look[])[];
}

/** Wraps a subject so that all it reads of a host while labelling is kept. */
export function recordedSubject(inner: Subject): RecordedSubject {
  const labelLooks: Look[][] = [];
  const subject = wrapSubject(inner, inner.id, {
    label: (host, config) => {
      const looks: Look[] = [];
      labelLooks.push(looks);
      return inner.label({ ...host, reader: recordingReader(host.reader, looks) }, config);
    },
  });
  return { subject, labelLooks };
}

function recordingReader(reader: HostReader, looks: Look[]): HostReader {
  return {
    read: (path) => {
      const seen = reader.read(path);
      looks.push({ what: 'read', path, seen });
      return seen;
    },
    stat: (path) => {
      const seen = reader.stat(path);
      looks.push({ what: 'stat', path, seen });
      return seen;
    },
    list: (directory) => reader.list(directory),
  };
}
