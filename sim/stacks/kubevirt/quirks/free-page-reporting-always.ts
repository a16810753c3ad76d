import type { Quirk } from './quirk.js';

/** Free pages are reported whoever says that they are not to be. */
export const freePageReportingAlways: Quirk = {
  name: 'free-page-reporting-always',
  sentence: 'Free pages are reported whoever says that they are not to be.',
  releases: [],
  source: 'kubevirt v1.9 pkg/virt-launcher/virtwrap/manager.go (isFreePageReportingEnabled) without its conditions',
  killedBy: 'kubevirt/domain/free-page-reporting-can-be-refused',
  choices: { freePageReportingCanBeRefused: false },
};
