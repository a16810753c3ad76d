/** Notes that a service has to be stopped in the end. */
export type Serving = <Service extends { stop(): Promise<void> }>(service: Service) => Service;

/** Does something with services, and stops them when it is over, the last one first. */
export async function whileServing<Value>(act: (serving: Serving) => Promise<Value>): Promise<Value> {
  const stops: (() => Promise<void>)[] = [];
  try {
    return await act((service) => {
      stops.unshift(() => service.stop());
      return service;
    });
  } finally {
    for (const stop of stops) await stop();
  }
}
