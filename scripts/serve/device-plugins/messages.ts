import protobuf from 'protobufjs/light.js';

/** What a plugin wants to be asked; answer of `GetDevicePluginOptions`. */
export interface DevicePluginOptions {
  readonly preStartRequired: boolean;
  readonly getPreferredAllocationAvailable: boolean;
}

/** A plugin makes itself known to the kubelet. */
export interface RegisterRequest {
  /** Must be `v1beta1`. */
  readonly version: string;
  /** Name of the plugin's socket in the folder of the kubelet's. */
  readonly endpoint: string;
  /** `devices.kubevirt.io/tdx` */
  readonly resourceName: string;
  readonly options?: DevicePluginOptions;
}

/** One device of a resource. `ID` has at most 63 characters. */
export interface Device {
  readonly ID: string;
  /** `Healthy`; anything else counts as not healthy. */
  readonly health: string;
}

/** All devices of a resource; a list without any withdraws it. */
export interface DeviceList {
  readonly devices: readonly Device[];
}

/** Which of these devices the kubelet should take. */
export interface PreferredAllocationRequest {
  readonly containerRequests: readonly {
    readonly availableDeviceIDs: readonly string[];
    readonly mustIncludeDeviceIDs: readonly string[];
    readonly allocationSize: number;
  }[];
}

/** The plugin's wish, one answer a container. */
export interface PreferredAllocationResponse {
  readonly containerResponses: readonly { readonly deviceIDs: readonly string[] }[];
}

/** The kubelet gives these devices to containers. */
export interface AllocateRequest {
  readonly containerRequests: readonly { readonly devicesIds: readonly string[] }[];
}

/** What each container gets for its devices. */
export interface AllocateResponse {
  readonly containerResponses: readonly ContainerAllocation[];
}

/** What one container gets. Absent members and empty ones mean the same. */
export interface ContainerAllocation {
  readonly envs?: Readonly<Record<string, string>>;
  readonly mounts?: readonly { readonly containerPath: string; readonly hostPath: string; readonly readOnly: boolean }[];
  /** `permissions` is what the container may do: some of `r`, `w`, `m`. */
  readonly devices?: readonly { readonly containerPath: string; readonly hostPath: string; readonly permissions: string }[];
  readonly annotations?: Readonly<Record<string, string>>;
  readonly cdiDevices?: readonly { readonly name: string }[];
}

/** A container with these devices is about to start. */
export interface PreStartContainerRequest {
  readonly devicesIds: readonly string[];
}

/** A message without members. */
export type Empty = Readonly<Record<string, never>>;

/** One message on the wire and back. Members that are not on the wire read as empty: lists, texts, `false`. */
export interface Codec<Message> {
  encode(message: Message): Buffer;
  /** @throws Error for bytes that are no such message. */
  decode(bytes: Buffer): Message;
}

/** One procedure. A streaming one answers any number of times. */
export interface Procedure<Request, Response> {
  readonly path: string;
  readonly streams: boolean;
  readonly request: Codec<Request>;
  readonly response: Codec<Response>;
}

/** Version both sides must speak. */
export const apiVersion = 'v1beta1';

const types = protobuf.Root.fromJSON({
  nested: {
    [apiVersion]: {
      nested: {
        Empty: { fields: {} },
        DevicePluginOptions: fields({ preStartRequired: 'bool', getPreferredAllocationAvailable: 'bool' }),
        RegisterRequest: fields({
          version: 'string',
          endpoint: 'string',
          resourceName: 'string',
          options: 'DevicePluginOptions',
        }),
        ListAndWatchResponse: fields({ devices: 'repeated Device' }),
        Device: fields({ ID: 'string', health: 'string', topology: 'TopologyInfo' }),
        TopologyInfo: fields({ nodes: 'repeated NUMANode' }),
        NUMANode: fields({ ID: 'int64' }),
        PreStartContainerRequest: fields({ devicesIds: 'repeated string' }),
        PreferredAllocationRequest: fields({ containerRequests: 'repeated ContainerPreferredAllocationRequest' }),
        ContainerPreferredAllocationRequest: fields({
          availableDeviceIDs: 'repeated string',
          mustIncludeDeviceIDs: 'repeated string',
          allocationSize: 'int32',
        }),
        PreferredAllocationResponse: fields({ containerResponses: 'repeated ContainerPreferredAllocationResponse' }),
        ContainerPreferredAllocationResponse: fields({ deviceIDs: 'repeated string' }),
        AllocateRequest: fields({ containerRequests: 'repeated ContainerAllocateRequest' }),
        ContainerAllocateRequest: fields({ devicesIds: 'repeated string' }),
        AllocateResponse: fields({ containerResponses: 'repeated ContainerAllocateResponse' }),
        ContainerAllocateResponse: fields({
          envs: 'map string',
          mounts: 'repeated Mount',
          devices: 'repeated DeviceSpec',
          annotations: 'map string',
          cdiDevices: 'repeated CDIDevice',
        }),
        Mount: fields({ containerPath: 'string', hostPath: 'string', readOnly: 'bool' }),
        DeviceSpec: fields({ containerPath: 'string', hostPath: 'string', permissions: 'string' }),
        CDIDevice: fields({ name: 'string' }),
      },
    },
  },
});

const empty = codec<Empty>('Empty');

/** The procedure of the kubelet. Source: Kubernetes 1.34 `k8s.io/kubelet/pkg/apis/deviceplugin/v1beta1/api.proto`. */
export const registration = {
  register: procedure('Registration/Register', codec<RegisterRequest>('RegisterRequest'), empty),
} as const;

/** The procedures of a plugin. Source: as for {@link registration}. */
export const devicePlugin = {
  options: procedure('DevicePlugin/GetDevicePluginOptions', empty, codec<DevicePluginOptions>('DevicePluginOptions')),
  listAndWatch: {
    ...procedure('DevicePlugin/ListAndWatch', empty, codec<DeviceList>('ListAndWatchResponse')),
    streams: true,
  },
  preferredAllocation: procedure(
    'DevicePlugin/GetPreferredAllocation',
    codec<PreferredAllocationRequest>('PreferredAllocationRequest'),
    codec<PreferredAllocationResponse>('PreferredAllocationResponse'),
  ),
  allocate: procedure(
    'DevicePlugin/Allocate',
    codec<AllocateRequest>('AllocateRequest'),
    codec<AllocateResponse>('AllocateResponse'),
  ),
  preStartContainer: procedure(
    'DevicePlugin/PreStartContainer',
    codec<PreStartContainerRequest>('PreStartContainerRequest'),
    empty,
  ),
} as const;

function procedure<Request, Response>(
  name: string,
  request: Codec<Request>,
  response: Codec<Response>,
): Procedure<Request, Response> {
  return { path: `/${apiVersion}.${name}`, streams: false, request, response };
}

/** Fields of a message numbered in the order they stand in. A map is one from text to the type that follows. */
function fields(members: Readonly<Record<string, string>>): protobuf.IType {
  const numbered = Object.entries(members).map(([name, written], index) => [name, field(written, index + 1)] as const);
  return { fields: Object.fromEntries(numbered) };
}

function field(written: string, id: number): protobuf.IField | protobuf.IMapField {
  const [rule, type] = written.split(' ');
  if (type === undefined) return { id, type: written };
  return rule === 'map' ? { id, type, keyType: 'string' } : { id, type, rule: 'repeated' };
}

function codec<Message>(name: string): Codec<Message> {
  const type = types.lookupType(`${apiVersion}.${name}`);
  return {
    encode: (message) => Buffer.from(type.encode(type.fromObject(message as { [member: string]: unknown })).finish()),
    decode: (bytes) =>
      type.toObject(type.decode(bytes), { defaults: true, arrays: true, objects: true, longs: Number }) as Message,
  };
}
