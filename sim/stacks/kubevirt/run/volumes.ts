import type { RunDecision } from '../../../contracts/subject.js';
import { type Disk, objectOf, type VirtualMachineInstance, type Volume } from '../vmi.js';
import { conflict, granted } from './decision.js';
import { type Asked, objectIn, type Rule, textIn } from './rules.js';
import { lookedAt } from './status.js';

/** Neither a volume of that name nor its source is plugged in. Source: KubeVirt v1.9 `pkg/virt-api/rest/volumes.go` (verifyVolumeOption). */
export const volumeCanBeAdded: Rule = rule(({ vmi, body }) => {
  const name = textIn(body, 'name');
  const source = sourceOf(addedVolume(body));
  for (const volume of vmi.spec.volumes ?? []) {
    if (volume.name === name) return `Unable to add volume [${name}] because volume with that name already exists`;
    if (source !== undefined && sourceOf(volume) === source)
      return `Unable to add volume source [${source}] because it already exists`;
  }
  return undefined;
});

/** There is such a volume, and it was plugged in. */
export const volumeCanBeRemoved: Rule = rule(({ vmi, body }) => {
  const name = textIn(body, 'name');
  const volume = vmi.spec.volumes?.find((candidate) => candidate.name === name || sourceOf(candidate) === name);
  if (volume === undefined) return `Unable to remove volume [${name}] because it does not exist`;
  const pluggedIn = volume.dataVolume?.hotpluggable === true || volume.persistentVolumeClaim?.hotpluggable === true;
  return pluggedIn ? undefined : `Unable to remove volume [${volume.name}] because it is not hotpluggable`;
});

/** `addvolume`: volume and disk become part of the request; the node agent does the rest while the guest runs. */
export function addition(asked: Asked): RunDecision {
  const { spec } = asked.vmi;
  const disk = { ...objectIn(asked.body, 'disk'), name: textIn(asked.body, 'name') } as Disk;
  return changed(asked, [...(spec.volumes ?? []), addedVolume(asked.body)], [...(spec.domain.devices?.disks ?? []), disk]);
}

/** `removevolume`. */
export function removal(asked: Asked): RunDecision {
  const { spec } = asked.vmi;
  const name = textIn(asked.body, 'name');
  const stays = ({ name: other }: { readonly name: string }): boolean => other !== name;
  return changed(asked, (spec.volumes ?? []).filter(stays), (spec.domain.devices?.disks ?? []).filter(stays));
}

function changed({ vmi, status, choices }: Asked, volumes: readonly Volume[], disks: readonly Disk[]): RunDecision {
  const { spec } = vmi;
  const domain = { ...spec.domain, devices: { ...spec.domain.devices, disks } };
  const now: VirtualMachineInstance = { ...vmi, spec: { ...spec, volumes, domain } };
  return { ...granted(lookedAt(now, status, choices), 'nothing', 202), guest: objectOf(now) };
}

/** The volume as it stands in the request afterwards: marked as one that can be taken away again. */
function addedVolume(body: Asked['body']): Volume {
  const { dataVolume, persistentVolumeClaim } = (objectIn(body, 'volumeSource') ?? {}) as Omit<Volume, 'name'>;
  const name = textIn(body, 'name');
  if (dataVolume !== undefined) return { name, dataVolume: { ...dataVolume, hotpluggable: true } };
  return { name, persistentVolumeClaim: { ...persistentVolumeClaim, hotpluggable: true } };
}

function sourceOf({ dataVolume, persistentVolumeClaim }: Volume): string | undefined {
  return dataVolume?.name ?? persistentVolumeClaim?.claimName;
}

function rule(problem: (asked: Asked) => string | undefined): Rule {
  return {
    holds: (asked) => problem(asked) === undefined,
    refusal: (asked) => conflict(asked.vmi.metadata.name, problem(asked) ?? ''),
  };
}
