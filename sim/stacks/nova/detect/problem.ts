/** Why something about a host could not be found out. */
export type DetectionProblemCode =
  | 'kernel-file-unreadable'
  | 'answer-missing'
  | 'answer-malformed'
  | 'architecture-unknown'
  | 'guests-unsaid'
  | 'types-unsaid'
  | 'version-unread'
  | 'too-old';

/** One thing that went wrong while a host was looked at. */
export interface DetectionProblem {
  readonly code: DetectionProblemCode;
  /** What was looked at: the path of a file, or of an answer of libvirt. */
  readonly about: string;
  /** What the service's log says of it. */
  readonly words: string;
}

/** A problem in its own words. */
export function problem(code: DetectionProblemCode, about: string, words: string): DetectionProblem {
  return { code, about, words: `${about}: ${words}` };
}
