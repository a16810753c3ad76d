import { isSocket } from '../devices/plugin-kind.js';
import type { Quirk } from './quirk.js';

/** A plugin for a socket tells nobody whether the socket is there, and does not notice that the kubelet began anew. */
export const socketHealthUnheard: Quirk = {
  name: 'socket-health-unheard',
  sentence: 'A plugin for a socket tells nobody whether the socket is there, and does not notice that the kubelet began anew.',
  releases: [{ product: 'kubevirt', to: '0.59' }],
  source: 'kubevirt before kubevirt@f31dc48702',
  killedBy: 'kubevirt/resources/required-socket-decides-health',
  choices: { hearsHealth: (kind) => !isSocket(kind), noticesKubeletRestart: (kind) => !isSocket(kind) },
};
