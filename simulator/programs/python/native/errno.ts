/** errno: the numbers of errors. */
import { PyDict } from '../objects/core.ts';
import { ERRNO } from '../vm/os-error.ts';
import type { NativeModule } from './define.ts';

const MORE: Readonly<Record<string, number>> = { EWOULDBLOCK: 11, EINPROGRESS: 115, EALREADY: 114, EISCONN: 106, ECONNABORTED: 103, EDOM: 33, EFAULT: 14, EPROTO: 71, EAFNOSUPPORT: 97, EDEADLK: 35, ENOTSUP: 95, ESHUTDOWN: 108 }; // prettier-ignore

const module: NativeModule = {
  name: 'errno',
  build: () => {
    const errorcode = new PyDict();
    const all = { ...MORE, ...ERRNO };
    for (const [name, number] of Object.entries(all)) errorcode.map.set(number, name);
    return { ...all, errorcode };
  },
};
export default module;
