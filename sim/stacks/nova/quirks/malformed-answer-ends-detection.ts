import type { NovaQuirk } from './quirk.js';

/** One answer of libvirt that makes no sense ends the whole detection. */
export const malformedAnswerEndsDetection: NovaQuirk = {
  name: 'malformed-answer-ends-detection',
  sentence: 'One answer of libvirt that makes no sense ends the whole detection.',
  releases: [{ product: 'nova', from: '2019.2' }],
  source: 'nova 34.0.0 `nova/virt/libvirt/config.py` (parse_dom), whose errors nobody catches',
  killedBy: 'nova/detection/what-could-not-be-read-is-read-later',
  choices: { passesOverMalformed: false, retriesDetection: false },
};
