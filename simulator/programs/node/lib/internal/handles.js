/** What the outside will tell of: sockets, servers, children, files. Those that are referenced keep the process alive. */
const handles = new Map();
let last = 0;
let held = 0;

class Handle {
  constructor(events) {
    this.id = ++last;
    this.events = events;
    this.counted = true;
    this.open = true;
    held += 1;
    handles.set(this.id, this);
  }
  ref() {
    if (this.open && !this.counted) {
      this.counted = true;
      held += 1;
    }
  }
  unref() {
    if (this.open && this.counted) {
      this.counted = false;
      held -= 1;
    }
  }
  release() {
    if (!this.open) return;
    this.unref();
    this.open = false;
    handles.delete(this.id);
  }
}

/** One answer is awaited: `(error, value, bytes) => …`. */
function once(callback) {
  const handle = new Handle({
    done(value, bytes) {
      handle.release();
      callback(null, value, bytes);
    },
    failed(described) {
      handle.release();
      callback(require.systemError(described));
    },
  });
  return handle.id;
}

module.exports = {
  Handle,
  once,
  isHeld: () => held > 0,
  dispatch(kind, id, value, bytes) {
    handles.get(id)?.events[kind]?.(value, bytes);
  },
};
