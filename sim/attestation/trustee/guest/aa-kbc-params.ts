import { done, type Outcome, refused } from '../../../core/outcome.js';

/** Which key broker client a guest uses, and where its broker is: `agent.aa_kbc_params=cc_kbc::http://10.0.0.1:8080`. */
export interface AaKbcParams {
  readonly kbc: 'cc_kbc' | 'offline_fs_kbc';
  readonly uri: string;
}

/** Where a guest can be told. */
export interface AaKbcSources {
  /** In the configuration file of its agent. */
  readonly file?: string;
  /** The environment variable AA_KBC_PARAMS. */
  readonly environment?: string;
  /** The kernel command line, `/proc/cmdline`. */
  readonly commandLine?: string;
}

/**
 * What a guest was told: by its file before its environment before its kernel; `offline_fs_kbc::null` if by nobody. Source:
 * attestation-agent/attestation-agent/src/config/aa_kbc_params.rs of guest-components.
 */
export function aaKbcParams({ file, environment, commandLine = '' }: AaKbcSources): Outcome<AaKbcParams, string> {
  return readAaKbcParams(file ?? environment ?? kernelParameter(commandLine, 'agent.aa_kbc_params') ?? 'offline_fs_kbc::null');
}

/** Reads `kbc::uri`: exactly one `::` in it, and a client there is. */
export function readAaKbcParams(text: string): Outcome<AaKbcParams, string> {
  const [kbc, uri, ...rest] = text.split('::');
  if (uri === undefined || rest.length > 0) return refused('illegal aa_kbc_params format: exactly one "::" stands in it');
  if (kbc !== 'cc_kbc' && kbc !== 'offline_fs_kbc')
    return refused('illegal aa_kbc_params: the client is cc_kbc or offline_fs_kbc');
  return done({ kbc, uri });
}

/** What stands behind a parameter of the kernel command line; of several of one name the first, which is the one the agent finds. */
export function kernelParameter(commandLine: string, name: string): string | undefined {
  const word = commandLine.split(/\s+/).find((each) => each.startsWith(`${name}=`));
  return word?.slice(name.length + 1);
}
