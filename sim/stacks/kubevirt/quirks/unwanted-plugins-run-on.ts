import type { Quirk } from './quirk.js';

/** Plugins that the configuration no longer asks for are not stopped. */
export const unwantedPluginsRunOn: Quirk = {
  name: 'unwanted-plugins-run-on',
  sentence: 'Plugins that the configuration no longer asks for are not stopped.',
  releases: [{ product: 'kubevirt', to: '0.39' }],
  source: 'kubevirt before kubevirt@60bd3a21b8, where the whole section of permitted devices was removed',
  killedBy: 'kubevirt/resources/closed-gate-offers-nothing',
  choices: { stopsUnwantedPlugins: false },
};
