# Sourced by ./run, ./check and ./bench: finds a JDK 25 or newer and exports JAVA_HOME.
jdk_version() {
  [ -x "$1/bin/javac" ] || return 1
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  [ -n "$version" ] && [ "$version" -ge 25 ]
}

find_jdk() {
  local candidate
  for candidate in \
    "${JAVA_HOME:-}" \
    "$(dirname "$(dirname "$(readlink -f "$(command -v javac 2>/dev/null)" 2>/dev/null)")" 2>/dev/null)" \
    /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && jdk_version "$candidate"; then
      export JAVA_HOME="$candidate"
      return 0
    fi
  done
  echo "Changke needs a JDK 25: install one (for example Temurin 25 from adoptium.net) or point JAVA_HOME at it." >&2
  exit 1
}

need_maven() {
  command -v mvn >/dev/null 2>&1 && return 0
  echo "Changke is built with Maven 3.8 or newer: install it (for example: apt-get install maven)." >&2
  exit 1
}

find_jdk
