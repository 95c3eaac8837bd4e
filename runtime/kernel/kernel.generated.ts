// Generated from ../algorithms by `npm run kernel`; change the machines there.
import type { Host } from "./host.js";

export const acquire = (
  words: Int32Array,
  lock: number,
  kind: number,
  me: number,
  self: number,
  host: Host,
): number => {
  let seen = 0,
    head = 0,
    was = 0,
    ticket = 0,
    count = 0,
    woken = 0,
    flags = 0,
    at = 0,
    spins = host.spins;
  for (;;)
    switch (at) {
      case 0: // look
        seen = Atomics.load(words, lock);
        if ((seen & 458752) === kind) {
          at = 1;
          continue;
        }
        if ((seen & 458752) === 0) {
          at = 1;
          continue;
        }
        return 2;
      case 1: // judge
        if ((seen & 2097152) !== 0) {
          return 5;
        }
        if ((seen & 65535) === self) {
          return 3;
        }
        if ((seen & 65535) !== 0) {
          at = 3;
          continue;
        }
        if ((seen & 458752) === 0) {
          at = 2;
          continue;
        }
        if (kind === 327680) {
          at = 2;
          continue;
        }
        if ((seen & 524288) !== 0) {
          at = 2;
          continue;
        }
        head = Atomics.load(words, lock + 1);
        if (head === seen >>> 22) {
          at = 2;
          continue;
        }
        at = 3;
        continue;
      case 2: // swap
        was = Atomics.compareExchange(words, lock, seen, seen | (kind | me));
        if (was === seen) {
          return 0;
        }
        at = 0;
        continue;
      case 3: // enqueue
        was = Atomics.compareExchange(words, lock, seen, (seen + 4194304) | 0);
        ticket = seen >>> 22;
        if (was === seen) {
          spins = host.spins;
          at = 4;
          continue;
        }
        at = 0;
        continue;
      case 4: // awaitTurn
        head = Atomics.load(words, lock + 1);
        if (head === ticket) {
          spins = host.spins;
          at = 7;
          continue;
        }
        if (head === -1) {
          return 5;
        }
        if (--spins < 0) {
          count = Atomics.add(words, lock + 8 + (ticket & 7), 1);
          count = (count + 1) | 0;
          at = 5;
          continue;
        }
        host.pause();
        at = 4;
        continue;
      case 5: // recheckTurn
        head = Atomics.load(words, lock + 1);
        if (head === ticket) {
          count = Atomics.sub(words, lock + 8 + (ticket & 7), 1);
          spins = host.spins;
          at = 7;
          continue;
        }
        if (head === -1) {
          return 5;
        }
        woken = host.wait(words, lock + 8 + (ticket & 7), count);
        if (woken === 2) {
          host.watch(words, lock);
        }
        at = 6;
        continue;
      case 6: // rereadTurnSlot
        count = Atomics.load(words, lock + 8 + (ticket & 7));
        at = 5;
        continue;
      case 7: // head
        seen = Atomics.load(words, lock);
        if ((seen & 2097152) !== 0) {
          return 5;
        }
        if ((seen & 65535) === 0) {
          at = 8;
          continue;
        }
        if ((seen & 65535) === 65535) {
          at = 8;
          continue;
        }
        if (--spins < 0) {
          flags = 1048576;
          if (kind === 327680) {
            at = 9;
            continue;
          }
          flags = 1572864;
          at = 9;
          continue;
        }
        if ((seen & 1572864) !== 0) {
          was = Atomics.and(words, lock, -1572865);
          spins = host.spins;
          at = 7;
          continue;
        }
        host.pause();
        at = 7;
        continue;
      case 8: // takeAsHead
        was = Atomics.compareExchange(words, lock, seen, (seen & -1638400) | me);
        if (was === seen) {
          was = Atomics.compareExchange(words, lock + 1, ticket, ((ticket + 1) | 0) & 1023);
          ticket = (ticket + 1) | 0;
          count = Atomics.load(words, lock + 8 + (ticket & 7));
          if ((count & 255) === 0) {
            return 0;
          }
          if (kind === 327680) {
            was = Atomics.add(words, lock + 8 + (ticket & 7), 256);
            host.notify(words, lock + 8 + (ticket & 7));
            return 0;
          }
          was = Atomics.or(words, lock, 1572864);
          return 0;
        }
        spins = host.spins;
        at = 7;
        continue;
      case 9: // announce
        was = Atomics.compareExchange(words, lock, seen, seen | flags);
        if (was === seen) {
          count = Atomics.add(words, lock + 8 + (ticket & 7), 1);
          count = (count + 1) | 0;
          at = 10;
          continue;
        }
        spins = host.spins;
        at = 7;
        continue;
      case 10: // recheckKick
        seen = Atomics.load(words, lock);
        if ((seen & 2097152) !== 0) {
          return 5;
        }
        if ((seen & 1048576) === 0) {
          count = Atomics.sub(words, lock + 8 + (ticket & 7), 1);
          spins = host.spins;
          at = 7;
          continue;
        }
        woken = host.wait(words, lock + 8 + (ticket & 7), count);
        if (woken === 2) {
          host.watch(words, lock);
        }
        at = 11;
        continue;
      case 11: // rereadHeadSlot
        count = Atomics.load(words, lock + 8 + (ticket & 7));
        at = 10;
        continue;
    }
};

export const acquireExclusive = (
  words: Int32Array,
  lock: number,
  kind: number,
  me: number,
  self: number,
  host: Host,
): number => {
  let seen = 0,
    was = 0,
    count = 0,
    woken = 0,
    at = 0,
    spins = host.spins;
  for (;;)
    switch (at) {
      case 0: // look
        seen = Atomics.load(words, lock);
        if ((seen & 458752) === kind) {
          at = 1;
          continue;
        }
        if ((seen & 458752) === 0) {
          at = 1;
          continue;
        }
        return 2;
      case 1: // judge
        if ((seen & 2097152) !== 0) {
          return 5;
        }
        if ((seen & -2147418113) === (-2147483648 | self)) {
          return 3;
        }
        spins = host.spins;
        at = 2;
        continue;
      case 2: // spin
        seen = Atomics.load(words, lock);
        if ((seen & -2145320961) === 0) {
          was = Atomics.compareExchange(words, lock, seen, me | -2147483648 | kind | (seen & 1048576));
          if (was === seen) {
            return 0;
          }
          at = 0;
          continue;
        }
        if ((seen & 1073741824) === 0) {
          was = Atomics.compareExchange(words, lock, seen, seen | 1073741824 | kind);
          at = 0;
          continue;
        }
        if (--spins < 0) {
          count = Atomics.load(words, lock + 1);
          at = 3;
          continue;
        }
        host.pause();
        at = 2;
        continue;
      case 3: // recheck
        seen = Atomics.load(words, lock);
        if ((seen & -2145320961) === 0) {
          at = 0;
          continue;
        }
        if ((seen & 2097152) !== 0) {
          return 5;
        }
        if ((seen & 1073741824) === 0) {
          at = 0;
          continue;
        }
        if ((seen & 1048576) === 0) {
          was = Atomics.compareExchange(words, lock, seen, seen | 1048576);
          at = 3;
          continue;
        }
        woken = host.wait(words, lock + 1, count);
        if (woken === 2) {
          host.watch(words, lock);
        }
        at = 0;
        continue;
    }
};

export const acquireShared = (words: Int32Array, lock: number, kind: number, self: number, host: Host): number => {
  let seen = 0,
    was = 0,
    count = 0,
    woken = 0,
    at = 0,
    spins = host.spins;
  for (;;)
    switch (at) {
      case 0: // look
        seen = Atomics.load(words, lock);
        if ((seen & 458752) === kind) {
          at = 1;
          continue;
        }
        if ((seen & 458752) === 0) {
          at = 1;
          continue;
        }
        return 2;
      case 1: // judge
        if ((seen & 2097152) !== 0) {
          return 5;
        }
        if ((seen & -2147418113) === (-2147483648 | self)) {
          return 3;
        }
        spins = host.spins;
        at = 2;
        continue;
      case 2: // spin
        seen = Atomics.load(words, lock);
        if ((seen & -1071644672) === 0) {
          was = Atomics.compareExchange(words, lock, seen, (seen + 1) | 0 | kind);
          if (was === seen) {
            return 0;
          }
          at = 0;
          continue;
        }
        if (--spins < 0) {
          count = Atomics.load(words, lock + 1);
          at = 3;
          continue;
        }
        host.pause();
        at = 2;
        continue;
      case 3: // recheck
        seen = Atomics.load(words, lock);
        if ((seen & -1071644672) === 0) {
          at = 0;
          continue;
        }
        if ((seen & 2097152) !== 0) {
          return 5;
        }
        if ((seen & 1048576) === 0) {
          was = Atomics.compareExchange(words, lock, seen, seen | 1048576);
          at = 3;
          continue;
        }
        woken = host.wait(words, lock + 1, count);
        if (woken === 2) {
          host.watch(words, lock);
        }
        at = 0;
        continue;
    }
};

export const convert = (words: Int32Array, lock: number, kind: number, me: number, host: Host): number => {
  let seen = 0,
    was = 0,
    at = 0;
  for (;;)
    switch (at) {
      case 0: // look
        seen = Atomics.load(words, lock);
        if ((seen & 458752) === 0) {
          return 4;
        }
        if ((seen & 458752) !== kind) {
          return 2;
        }
        if (((((seen & -2147418113) - 1) | 0) & -2147483648) !== 0) {
          return 4;
        }
        if ((seen & 2162687) === 1) {
          was = Atomics.compareExchange(words, lock, seen, me | -2147483648 | kind | (seen & 1074790400));
          if (was === seen) {
            return 0;
          }
          at = 0;
          continue;
        }
        return 1;
    }
};

export const downgrade = (words: Int32Array, lock: number, kind: number, me: number, host: Host): number => {
  let seen = 0,
    was = 0,
    at = 0;
  for (;;)
    switch (at) {
      case 0: // look
        seen = Atomics.load(words, lock);
        if ((seen & 458752) === 0) {
          return 4;
        }
        if ((seen & 458752) !== kind) {
          return 2;
        }
        if ((seen & -2147418113) !== (-2147483648 | me)) {
          return 4;
        }
        if ((seen & 1048576) === 0) {
          was = Atomics.compareExchange(words, lock, seen, (seen & 3604480) | 1);
          if (was === seen) {
            return 0;
          }
          at = 0;
          continue;
        }
        was = Atomics.compareExchange(words, lock, seen, ((seen & 3604480) | 1) & -1048577);
        if (was === seen) {
          was = Atomics.add(words, lock + 1, 1);
          host.notify(words, lock + 1);
          return 0;
        }
        at = 0;
        continue;
    }
};

export const drain = (words: Int32Array, lock: number, flag: number, host: Host): number => {
  let up = 0,
    woken = 0,
    seen = 0,
    at = 0,
    spins = host.spins;
  for (;;)
    switch (at) {
      case 0: // spin
        up = Atomics.load(words, lock + flag);
        if (up === 0) {
          at = 2;
          continue;
        }
        if (--spins < 0) {
          up = Atomics.compareExchange(words, lock + flag, 1, 2);
          if (up === 0) {
            at = 2;
            continue;
          }
          woken = host.wait(words, lock + flag, 2);
          if (woken === 2) {
            host.watch(words, lock);
          }
          at = 1;
          continue;
        }
        host.pause();
        at = 0;
        continue;
      case 1: // look
        seen = Atomics.load(words, lock);
        if ((seen & 2097152) !== 0) {
          return 5;
        }
        spins = host.spins;
        at = 0;
        continue;
      case 2: // enter
        seen = Atomics.load(words, lock);
        if ((seen & 2097152) !== 0) {
          return 5;
        }
        return 0;
    }
};

export const giveUp = (words: Int32Array, lock: number, kind: number, me: number): number => {
  const seen = words[lock]!;
  swap: {
    if ((seen & 1572863) !== (kind | me)) {
      return 1;
    }
    if (kind === 327680) {
      const head = words[lock + 1]!;
      if (head === seen >>> 22) {
        break swap;
      }
      return 1;
    }
  }
  const was = Atomics.compareExchange(words, lock, seen, seen & -65536);
  if (was === seen) {
    return 0;
  }
  return 1;
};

export const giveUpExclusive = (words: Int32Array, lock: number, kind: number, me: number): number => {
  const seen = words[lock]!;
  if ((seen & -2145910785) === (me | -2147483648 | kind)) {
    const was = Atomics.compareExchange(words, lock, seen, seen & 2555904);
    if (was === seen) {
      return 0;
    }
  }
  return 1;
};

export const giveUpFlag = (words: Int32Array, lock: number, flag: number): number => {
  const was = Atomics.compareExchange(words, lock + flag, 1, 0);
  if (was === 1) {
    return 0;
  }
  return 1;
};

export const giveUpShared = (words: Int32Array, lock: number, kind: number): number => {
  const seen = words[lock]!;
  if ((seen & -2145976320) !== kind) {
    return 1;
  }
  if ((seen & 65535) === 0) {
    return 1;
  }
  const was = Atomics.compareExchange(words, lock, seen, (seen - 1) | 0);
  if (was === seen) {
    return 0;
  }
  return 1;
};

export const lookAtFlag = (words: Int32Array, lock: number, flag: number): number => {
  const up = Atomics.load(words, lock + flag);
  if (up === 0) {
    const seen = Atomics.load(words, lock);
    if ((seen & 2097152) !== 0) {
      return 5;
    }
    return 0;
  }
  return 1;
};

export const release = (words: Int32Array, lock: number, kind: number, me: number, host: Host): number => {
  let seen = 0,
    head = 0,
    was = 0,
    count = 0,
    at = 0;
  for (;;)
    switch (at) {
      case 0: // look
        seen = Atomics.load(words, lock);
        if ((seen & 65535) !== me) {
          return 4;
        }
        if ((seen & 458752) !== kind) {
          return 2;
        }
        head = Atomics.load(words, lock + 1);
        if (seen >>> 22 !== head) {
          if (kind === 327680) {
            was = Atomics.compareExchange(words, lock, seen, (seen & -1114112) | 65535);
            if (was === seen) {
              at = 2;
              continue;
            }
            at = 0;
            continue;
          }
        }
        at = 1;
        continue;
      case 1: // free
        was = Atomics.compareExchange(words, lock, seen, seen & -1114112);
        if (was === seen) {
          at = 2;
          continue;
        }
        at = 0;
        continue;
      case 2: // freed
        if ((seen & 1048576) === 0) {
          return 0;
        }
        count = Atomics.load(words, lock + 8 + (head & 7));
        if ((count & 255) === 0) {
          return 0;
        }
        was = Atomics.add(words, lock + 8 + (head & 7), 256);
        host.notify(words, lock + 8 + (head & 7));
        return 0;
    }
};

export const releaseExclusive = (words: Int32Array, lock: number, kind: number, me: number, host: Host): number => {
  let seen = 0,
    was = 0,
    at = 0;
  for (;;)
    switch (at) {
      case 0: // look
        seen = Atomics.load(words, lock);
        if ((seen & 458752) === 0) {
          return 4;
        }
        if ((seen & 458752) !== kind) {
          return 2;
        }
        if ((seen & -2147418113) !== (-2147483648 | me)) {
          return 4;
        }
        if ((seen & 1048576) === 0) {
          was = Atomics.compareExchange(words, lock, seen, seen & 3604480);
          if (was === seen) {
            return 0;
          }
          at = 0;
          continue;
        }
        was = Atomics.compareExchange(words, lock, seen, seen & 3604480 & -1048577);
        if (was === seen) {
          was = Atomics.add(words, lock + 1, 1);
          host.notify(words, lock + 1);
          return 0;
        }
        at = 0;
        continue;
    }
};

export const releaseFlag = (words: Int32Array, lock: number, flag: number, host: Host): number => {
  const was = Atomics.compareExchange(words, lock + flag, 1, 0);
  if (was === 1) {
    return 0;
  }
  if (was === 0) {
    return 1;
  }
  Atomics.store(words, lock + flag, 0);
  host.notify(words, lock + flag);
  return 0;
};

export const releaseShared = (words: Int32Array, lock: number, kind: number, host: Host): number => {
  let seen = 0,
    was = 0,
    at = 0;
  for (;;)
    switch (at) {
      case 0: // look
        seen = Atomics.load(words, lock);
        if ((seen & 458752) === 0) {
          return 4;
        }
        if ((seen & 458752) !== kind) {
          return 2;
        }
        if (((((seen & -2147418113) - 1) | 0) & -2147483648) !== 0) {
          return 4;
        }
        if ((seen & 65535) !== 1) {
          at = 1;
          continue;
        }
        if ((seen & 1048576) === 0) {
          at = 1;
          continue;
        }
        was = Atomics.compareExchange(words, lock, seen, ((seen - 1) | 0) & -1048577);
        if (was === seen) {
          was = Atomics.add(words, lock + 1, 1);
          host.notify(words, lock + 1);
          return 0;
        }
        at = 0;
        continue;
      case 1: // swap
        was = Atomics.compareExchange(words, lock, seen, (seen - 1) | 0);
        if (was === seen) {
          return 0;
        }
        at = 0;
        continue;
    }
};

export const retreat = (words: Int32Array, lock: number, flag: number, host: Host): number => {
  const was = Atomics.compareExchange(words, lock + flag, 1, 0);
  if (was === 1) {
    return 1;
  }
  if (was === 0) {
    return 1;
  }
  Atomics.store(words, lock + flag, 0);
  host.notify(words, lock + flag);
  return 1;
};

export const take = (words: Int32Array, lock: number, kind: number, me: number): number => {
  const seen = words[lock]!;
  swap: {
    if ((seen & 4194303) === kind) {
      const head = words[lock + 1]!;
      if (head === seen >>> 22) {
        break swap;
      }
      return 1;
    }
    if ((seen & 3145727) === (kind | 524288)) {
      break swap;
    }
    return 1;
  }
  const was = Atomics.compareExchange(words, lock, seen, seen | me);
  if (was === seen) {
    return 0;
  }
  return 1;
};

export const takeExclusive = (words: Int32Array, lock: number, kind: number, me: number): number => {
  const seen = words[lock]!;
  if (seen === kind) {
    const was = Atomics.compareExchange(words, lock, seen, me | -2147483648 | kind);
    if (was === seen) {
      return 0;
    }
  }
  return 1;
};

export const takeFlag = (words: Int32Array, lock: number, flag: number, kind: number): number => {
  const was = Atomics.compareExchange(words, lock + flag, 0, 1);
  if (was !== 0) {
    return 3;
  }
  const seen = Atomics.load(words, lock);
  if ((seen & -1071185920) === kind) {
    return 0;
  }
  return 1;
};

export const takeShared = (words: Int32Array, lock: number, kind: number): number => {
  const seen = words[lock]!;
  if ((seen & -1071185920) === kind) {
    const was = Atomics.compareExchange(words, lock, seen, (seen + 1) | 0);
    if (was === seen) {
      return 0;
    }
  }
  return 1;
};

export const tryExclusive = (words: Int32Array, lock: number, kind: number, me: number, host: Host): number => {
  let seen = 0,
    was = 0,
    at = 0;
  for (;;)
    switch (at) {
      case 0: // look
        seen = Atomics.load(words, lock);
        if ((seen & 458752) === kind) {
          at = 1;
          continue;
        }
        if ((seen & 458752) === 0) {
          at = 1;
          continue;
        }
        return 2;
      case 1: // judge
        if ((seen & 2097152) !== 0) {
          return 5;
        }
        if ((seen & -2145320961) === 0) {
          was = Atomics.compareExchange(words, lock, seen, me | -2147483648 | kind | (seen & 1074790400));
          if (was === seen) {
            return 0;
          }
          at = 0;
          continue;
        }
        return 1;
    }
};

export const tryShared = (words: Int32Array, lock: number, kind: number, host: Host): number => {
  let seen = 0,
    was = 0,
    at = 0;
  for (;;)
    switch (at) {
      case 0: // look
        seen = Atomics.load(words, lock);
        if ((seen & 458752) === kind) {
          at = 1;
          continue;
        }
        if ((seen & 458752) === 0) {
          at = 1;
          continue;
        }
        return 2;
      case 1: // judge
        if ((seen & 2097152) !== 0) {
          return 5;
        }
        if ((seen & -1071644672) === 0) {
          was = Atomics.compareExchange(words, lock, seen, (seen + 1) | 0 | kind);
          if (was === seen) {
            return 0;
          }
          at = 0;
          continue;
        }
        return 1;
    }
};

export const tryTake = (words: Int32Array, lock: number, kind: number, me: number, host: Host): number => {
  let seen = 0,
    head = 0,
    was = 0,
    at = 0;
  for (;;)
    switch (at) {
      case 0: // look
        seen = Atomics.load(words, lock);
        if ((seen & 458752) === kind) {
          at = 1;
          continue;
        }
        if ((seen & 458752) === 0) {
          at = 1;
          continue;
        }
        return 2;
      case 1: // judge
        if ((seen & 2097152) !== 0) {
          return 5;
        }
        if ((seen & 65535) !== 0) {
          return 1;
        }
        if ((seen & 524288) !== 0) {
          at = 2;
          continue;
        }
        head = Atomics.load(words, lock + 1);
        if (head === seen >>> 22) {
          at = 2;
          continue;
        }
        return 1;
      case 2: // swap
        was = Atomics.compareExchange(words, lock, seen, seen | (kind | me));
        if (was === seen) {
          return 0;
        }
        at = 0;
        continue;
    }
};

export const abandon = (words: Int32Array, lock: number, who: number, host: Host): number => {
  let left = 0,
    at = 0;
  for (;;)
    switch (at) {
      case 0: // blame
        Atomics.store(words, lock + 2, who);
        Atomics.or(words, lock, 2097152);
        Atomics.store(words, lock + 1, -1);
        left = 8;
        at = 1;
        continue;
      case 1: // countWake
        Atomics.add(words, lock + ((16 - left) | 0), 256);
        host.notify(words, lock + ((16 - left) | 0));
        left = (left - 1) | 0;
        if (left) {
          at = 1;
          continue;
        }
        return 0;
    }
};

export const abandonReaderWriter = (words: Int32Array, lock: number, who: number, host: Host): number => {
  Atomics.store(words, lock + 2, who);
  Atomics.or(words, lock, 2097152);
  Atomics.add(words, lock + 1, 1);
  host.notify(words, lock + 1);
  return 0;
};

export const abandonDistributed = (words: Int32Array, lock: number, who: number, flag: number, host: Host): number => {
  Atomics.store(words, lock + 2, who);
  Atomics.or(words, lock, 2097152);
  Atomics.add(words, lock + 1, 1);
  host.notify(words, lock + 1);
  Atomics.store(words, lock + flag, 0);
  host.notify(words, lock + flag);
  return 0;
};

/** The short ways as functions of WebAssembly: `lock` is the byte offset in the memory of the instance. */

export interface WasmKernel {
  readonly giveUp: (lock: number, kind: number, me: number) => number;
  readonly giveUpExclusive: (lock: number, kind: number, me: number) => number;
  readonly giveUpFlag: (lock: number, flag: number) => number;
  readonly giveUpShared: (lock: number, kind: number) => number;
  readonly take: (lock: number, kind: number, me: number) => number;
  readonly takeExclusive: (lock: number, kind: number, me: number) => number;
  readonly takeFlag: (lock: number, flag: number, kind: number) => number;
  readonly takeShared: (lock: number, kind: number) => number;
}

export const ANSWERS = -432884033;

export const WASM =
  "\x00asm\x01\x00\x00\x00\x01\x0e\x02`\x02\x7f\x7f\x01\x7f`\x03\x7f\x7f\x7f\x01\x7f\x02\x13\x01\x04host\x06memory\x02\x03\x01\x80\x80\x04\x03\x09\x08\x01\x01\x00\x00\x01\x01\x01\x00\x07g\x08\x06giveUp\x00\x00\x0fgiveUpExclusive\x00\x01\x0agiveUpFlag\x00\x02\x0cgiveUpShared\x00\x03\x04take\x00\x04\x0dtakeExclusive\x00\x05\x08takeFlag\x00\x06\x0atakeShared\x00\x07\x0a\xd4\x04\x08w\x01\x03\x7f \x00\xfe\x10\x02\x00\x22\x03A\xff\xff\xdf\x00q \x01 \x02rG\x04@A\x01\x0f\x0b \x01A\x80\x80\x14F\x04@ \x00\xfe\x10\x02\x04\x22\x04 \x03A\x16vF\x04@ \x00 \x03 \x03A\x80\x80|q\xfeH\x02\x00\x22\x05 \x03F\x04@A\x00\x0f\x0bA\x01\x0f\x0bA\x01\x0f\x0b \x00 \x03 \x03A\x80\x80|q\xfeH\x02\x00\x22\x05 \x03F\x04@A\x00\x0f\x0bA\x01\x0f\x00\x0bE\x01\x02\x7f \x00\xfe\x10\x02\x00\x22\x03A\xff\xff\xdf\x80xq \x02A\x80\x80\x80\x80xr \x01rF\x04@ \x00 \x03 \x03A\x80\x80\x9c\x01q\xfeH\x02\x00\x22\x04 \x03F\x04@A\x00\x0f\x0bA\x01\x0f\x0bA\x01\x0f\x00\x0b#\x01\x01\x7f \x00 \x01A\x02tjA\x01A\x00\xfeH\x02\x00\x22\x02A\x01F\x04@A\x00\x0f\x0bA\x01\x0f\x00\x0bH\x01\x02\x7f \x00\xfe\x10\x02\x00\x22\x02A\x80\x80\xdc\x80xq \x01G\x04@A\x01\x0f\x0b \x02A\xff\xff\x03qA\x00F\x04@A\x01\x0f\x0b \x00 \x02 \x02A\x01k\xfeH\x02\x00\x22\x03 \x02F\x04@A\x00\x0f\x0bA\x01\x0f\x00\x0by\x01\x03\x7f \x00\xfe\x10\x02\x00\x22\x03A\xff\xff\xff\x01q \x01F\x04@ \x00\xfe\x10\x02\x04\x22\x04 \x03A\x16vF\x04@ \x00 \x03 \x03 \x02r\xfeH\x02\x00\x22\x05 \x03F\x04@A\x00\x0f\x0bA\x01\x0f\x0bA\x01\x0f\x0b \x03A\xff\xff\xbf\x01q \x01A\x80\x80 rF\x04@ \x00 \x03 \x03 \x02r\xfeH\x02\x00\x22\x05 \x03F\x04@A\x00\x0f\x0bA\x01\x0f\x0bA\x01\x0f\x00\x0b8\x01\x02\x7f \x00\xfe\x10\x02\x00\x22\x03 \x01F\x04@ \x00 \x03 \x02A\x80\x80\x80\x80xr \x01r\xfeH\x02\x00\x22\x04 \x03F\x04@A\x00\x0f\x0bA\x01\x0f\x0bA\x01\x0f\x00\x0b;\x01\x02\x7f \x00 \x01A\x02tjA\x00A\x01\xfeH\x02\x00\x22\x03A\x00G\x04@A\x03\x0f\x0b \x00\xfe\x10\x02\x00\x22\x04A\x80\x80\x9c\x81|q \x02F\x04@A\x00\x0f\x0bA\x01\x0f\x00\x0b8\x01\x02\x7f \x00\xfe\x10\x02\x00\x22\x02A\x80\x80\x9c\x81|q \x01F\x04@ \x00 \x02 \x02A\x01j\xfeH\x02\x00\x22\x03 \x02F\x04@A\x00\x0f\x0bA\x01\x0f\x0bA\x01\x0f\x00\x0b";
