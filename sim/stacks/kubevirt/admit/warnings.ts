import type { Choices } from '../choices.js';
import type { CloudInit, Specified } from '../vmi.js';

/**
 * What the author of an accepted guest should know: user data for its first boot comes from the infrastructure, which a confidential
 * guest does not trust. Source: VEP #80, "Security Considerations" ("the infrastructure provider is always capable of injecting random
 * cloud-init stuff behind our back").
 *
 * @param at path of the instance's spec in the submitted object.
 */
export function instanceWarnings({ spec }: Specified, at: string, choices: Choices): readonly string[] {
  if (spec.domain.launchSecurity === undefined || !choices.warnsOfUserData) return noWarnings;
  return (spec.volumes ?? []).flatMap(({ cloudInitNoCloud, cloudInitConfigDrive }, index) => {
    if (!carriesUserData(cloudInitNoCloud) && !carriesUserData(cloudInitConfigDrive)) return [];
    return [
      `${at}.volumes[${index}] hands cloud-init user data to a confidential guest: the infrastructure can read and change it`,
    ];
  });
}

/** Nothing to say. */
export const noWarnings: readonly string[] = [];

function carriesUserData(cloudInit: CloudInit | undefined): boolean {
  return cloudInit?.userData !== undefined || cloudInit?.userDataBase64 !== undefined || cloudInit?.secretRef !== undefined;
}
