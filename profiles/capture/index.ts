/**
 * Captures: what `scripts/capture/capture-host.sh` saw on a real machine, and the machine file it becomes.
 *
 * @packageDocumentation
 */
export { type Bundle, parseBundle } from './bundle.js';
export { type CapturedMachine, type CaptureOptions, capturedMachine } from './captured-machine.js';
export { machineYaml } from './machine-yaml.js';
