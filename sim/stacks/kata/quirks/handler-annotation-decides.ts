import type { KataQuirk } from './quirk.js';

/** The annotation of the runtime handler decides over the RuntimeClass a pod names. */
export const handlerAnnotationDecides: KataQuirk = {
  name: 'handler-annotation-decides',
  sentence: 'The annotation of the runtime handler decides over the RuntimeClass a pod names.',
  releases: [],
  source: 'the SNP guide names both; containerd reads the annotation for the snapshotter only',
  killedBy: 'kata/admission/overhead-names-no-other-key',
  choices: { handlerAnnotationDecides: true },
};
