import type { NovaQuirk } from './quirk.js';

/** A server that boots from a volume whose image asks for encryption ends in an error of the server. */
export const imageIdUnguarded: NovaQuirk = {
  name: 'image-id-unguarded',
  sentence: 'A server that boots from a volume whose image asks for encryption ends in an error of the server.',
  releases: [{ product: 'nova', from: '2019.2', to: '2023.2' }],
  source: 'nova `e6f8bf5ff5`, bug 2041511',
  killedBy: 'nova/request/well-formed-is-accepted',
  choices: { copesWithoutImageId: false },
};
