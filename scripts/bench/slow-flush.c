// A disk that takes FLUSH_US microseconds longer to keep what it is given, for whatever is started with it:
// LD_PRELOAD=slow-flush.so. SQLite asks for nothing else before it answers that a commit is durable.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

int fdatasync(int file) {
  int (*flush)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  const char *longer = getenv("FLUSH_US");
  if (longer) usleep(atoi(longer));
  return flush(file);
}
