#!/bin/sh
#
# What software can see of a confidential-computing host, as one text bundle on standard output.
#
#   sh capture-host.sh > my-host.capture               this machine
#   sh capture-host.sh --root DIR > my-host.capture    a tree: an exported host, or /host in a container; no command is asked,
#                                                      so --root / is this machine as far as its files tell
#
# It only reads: it writes no file, loads no module and sends nothing anywhere. It needs no root; as root it also sees the kernel
# log where that is restricted, CPUID after `modprobe cpuid` and a few registers after `modprobe msr`.
#
# Host names, addresses, UUIDs, serial numbers and chip ids become REDACTED, and so does every value on the kernel command line
# that is not known to be harmless. Read the bundle before you hand it on: it is text.
#
# Format: profiles/capture/README.md. `fauxmetal profile capture my-host.capture` makes a machine file of it.
#
# Everything large goes through variables, never through files, so sizes are known before contents are printed; LC_ALL=C makes
# the shell count bytes.

LC_ALL=C
export LC_ALL
set -u

lf='
'
root=/
live=yes
sections=0
modes=
vendor=other
hidden=REDACTED

main() {
  options "$@"
  # Relative paths from here on: a root with blanks in its name cannot spoil the parsing of `ls`.
  cd "$root" 2>/dev/null || fail "cannot enter $root"
  host=$(host_name)
  # shellcheck disable=SC2086 # lists of words
  modes=$(modes_of $small_files $nodes $texts ./sys/module/kvm*/parameters/*)
  set -f
  printf 'fauxmetal-capture/1\n'
  processor
  command_line
  memory
  for path in $small_files; do small_file "$path"; done
  for module in kvm kvm_amd kvm_intel; do parameters "$module"; done
  for path in $nodes; do node "$path"; done
  kernel_log
  libvirt
  registers
  printf '== end bundle sections=%s\n' "$sections"
}

# Files that are copied whole. None of them names the machine.
small_files='./proc/sys/kernel/osrelease ./proc/sys/kernel/arch ./proc/misc
  ./sys/fs/cgroup/cgroup.controllers ./sys/fs/cgroup/misc.capacity ./sys/fs/cgroup/misc.current ./sys/fs/cgroup/misc.peak
  ./sys/fs/cgroup/misc.max ./sys/fs/cgroup/misc.events ./sys/fs/cgroup/misc.events.local ./sys/fs/cgroup/misc/misc.capacity
  ./sys/devices/system/cpu/online ./sys/devices/system/cpu/present ./sys/power/disk
  ./sys/devices/faux/tdx_host/version ./sys/firmware/uv/prot_virt_host'

# Looked at, never opened.
nodes='./dev/kvm ./dev/sev ./var/run/tdx-qgs/qgs.socket'

# Files that are read in part.
texts='./proc/cpuinfo ./proc/cmdline ./proc/meminfo ./var/log/dmesg ./dev/cpu/0/cpuid ./dev/cpu/0/msr
  ./var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml ./var/lib/kubevirt-node-labeller/capabilities.xml'

options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --root) [ $# -gt 1 ] || fail '--root needs a directory'; root=$2 live=no; shift ;;
      --root=*) root=${1#--root=} live=no ;;
      -h | --help) usage; exit 0 ;;
      *) usage >&2; fail "unknown argument $1" ;;
    esac
    shift
  done
  [ -d "$root" ] || fail "$root is no directory"
}

usage() {
  printf 'usage: capture-host.sh [--root DIR] > my-host.capture\n'
  printf 'Reads what software can see of a confidential-computing host; writes one text bundle to standard output.\n'
}

fail() {
  printf 'capture-host.sh: %s\n' "$1" >&2
  exit 2
}

# --- sections -------------------------------------------------------------------------------------------------------------------

# section HEADER…: prints a section whose bytes are in $content.
section() {
  printf '== %s bytes=%s\n%s\n' "$*" "${#content}" "$content"
  sections=$((sections + 1))
}

# absent NAME ERRNO
absent() {
  printf '== missing %s errno=%s\n' "${1#.}" "$2"
  sections=$((sections + 1))
}

# readable PATH: true, or a section that says why not.
readable() {
  if [ ! -e "$1" ]; then
    absent "$1" ENOENT
  elif [ ! -r "$1" ]; then
    absent "$1" EACCES
  else
    return 0
  fi
  return 1
}

small_file() {
  readable "$1" || return 0
  read_small "$1"
  mode_of "$1"
  section file "${1#.}" "mode=$mode"
}

# The bytes of a small file in $content, without starting a process.
read_small() {
  content=
  line=
  while IFS= read -r line; do
    content=$content$line$lf
    line=
  done 2>/dev/null <"$1"
  content=$content$line
}

# part PATH: $content is a file in part, or with identifiers taken out.
part() {
  mode_of "$1"
  section part "${1#.}" "mode=$mode"
}

parameters() {
  set +f
  for path in "./sys/module/$1/parameters"/*; do
    [ -f "$path" ] && small_file "$path"
  done
  set -f
  [ -d "./sys/module/$1/parameters" ] || absent "/sys/module/$1/parameters" ENOENT
}

# A device node or socket; in an exported tree it is an empty file.
node() {
  if [ ! -e "$1" ]; then
    absent "$1" ENOENT
    return 0
  fi
  mode_of "$1"
  content=
  case $kind in
    c) printf '== device %s mode=%s device=%s\n' "${1#.}" "$mode" "$numbers" ;;
    s) printf '== socket %s mode=%s\n' "${1#.}" "$mode" ;;
    *) section file "${1#.}" "mode=$mode"; return 0 ;;
  esac
  sections=$((sections + 1))
}

# --- modes: one `ls` for all files ----------------------------------------------------------------------------------------------

# Lines "PATH KIND MODE MAJOR:MINOR".
modes_of() {
  printf '%s' "$lf"
  # shellcheck disable=SC2012 # stat is not in POSIX, and the names are known
  ls -lndL "$@" 2>/dev/null | while read -r permissions links user group size minor rest; do
    octal "$permissions"
    printf '%s %s %s %s\n' "${rest##* }" "${permissions%"${permissions#?}"}" "$mode" "${size%,}:$minor"
    : "$links $user $group"
  done
}

# octal -rw-r--r--: 0644 in $mode.
octal() {
  rest_of_it=${1#?}
  mode=0
  while [ ${#mode} -lt 4 ]; do
    trio=${rest_of_it%"${rest_of_it#???}"}
    rest_of_it=${rest_of_it#???}
    digit=0
    case $trio in r??) digit=$((digit + 4)) ;; esac
    case $trio in ?w?) digit=$((digit + 2)) ;; esac
    case $trio in ??[xst]) digit=$((digit + 1)) ;; esac
    mode=$mode$digit
  done
}

# Looks PATH up: $kind, $mode, $numbers.
mode_of() {
  case $modes in
    *"$lf$1 "*) ;;
    *) kind=- mode=0000 numbers=0:0; return 0 ;;
  esac
  entry=${modes#*"$lf$1 "}
  entry=${entry%%"$lf"*}
  kind=${entry%% *}
  entry=${entry#* }
  mode=${entry%% *}
  numbers=${entry##* }
}

# --- /proc ----------------------------------------------------------------------------------------------------------------------

# The first processor as it is, and of the others only where they sit: they print alike, and there may be hundreds.
processor() {
  readable ./proc/cpuinfo || return 0
  content=$(awk '
    { gsub(/identification = [0-9A-Fa-f]+/, "identification = '$hidden'"); sub(/^Serial[ \t]*:.*/, "Serial : '$hidden'") }
    /^[ \t]*$/ { later = 1; print; next }
    !later || /^(processor|physical id|core id|cpu number)[ \t]*:/
  ' ./proc/cpuinfo; echo x)
  content=${content%x}
  case $content in
    *AuthenticAMD*) vendor=amd ;;
    *GenuineIntel*) vendor=intel ;;
  esac
  part ./proc/cpuinfo
}

# Word by word: a word that is not known keeps its name and loses its value. What a blank in quotes tears apart is dropped.
command_line() {
  readable ./proc/cmdline || return 0
  read_small ./proc/cmdline
  words=
  quoted=no
  for word in $content; do
    [ "$word" != -- ] || break # the rest is for init
    case $word in *\"*\"*) quotes=even ;; *\"*) quotes=odd ;; *) quotes=none ;; esac
    if [ $quoted = yes ]; then
      [ $quotes != odd ] || quoted=no
      continue
    fi
    [ $quotes != odd ] || quoted=yes
    known_word "$word"
    words="$words $known"
  done
  content=$(printf '%s\n' "${words# }" | redact; echo x)
  content=${content%x}
  part ./proc/cmdline
}

# known_word WORD: what may be said of it in $known.
known_word() {
  known=$1
  case ${1%%=*} in
    *[!A-Za-z0-9_.-]*) known=$hidden; return 0 ;;
  esac
  case $1 in
    *[!A-Za-z0-9_.,:=/+-]*) known=${1%%=*}=$hidden ;;
    kvm.* | kvm[_-]amd.* | kvm[_-]intel.* | ccp.*=[0-9YNyn] | iommu=* | amd_iommu=* | intel_iommu=* | iommu.*=* | \
      mem_encrypt=* | sev=* | prot_virt=* | hibernate=* | mitigations=* | nosmt=* | maxcpus=* | nr_cpus=* | console=* | \
      tsc=* | clocksource=* | clearcpuid=* | lockdown=* | efi=* | pci=* | cgroup_disable=* | cgroup_no_v1=* | \
      systemd.unified_cgroup_hierarchy=* | transparent_hugepage=* | hugepagesz=* | hugepages=* | default_hugepagesz=* | \
      amd_pstate=* | intel_pstate=* | intel_idle.max_cstate=* | processor.max_cstate=* | isolcpus=* | crashkernel=* | \
      selinux=* | apparmor=* | security=* | module_blacklist=* | modprobe.blacklist=*) ;;
    *=*) known=${1%%=*}=$hidden ;;
    *.*) known=$hidden ;;
  esac
}

memory() {
  readable ./proc/meminfo || return 0
  content=
  while IFS= read -r line; do
    case $line in MemTotal:*) content=$line$lf ;; esac
  done 2>/dev/null <./proc/meminfo
  part ./proc/meminfo
}

# --- identifiers ----------------------------------------------------------------------------------------------------------------

# Empty where a name is missing, or too ordinary to be searched for.
host_name() {
  name=
  [ ! -r ./proc/sys/kernel/hostname ] || read -r name <./proc/sys/kernel/hostname
  case $name in
    localhost* | *[!A-Za-z0-9.-]*) ;;
    ????*) printf '%s' "${name%%.*}" ;;
  esac
}

# Takes identifiers out of standard input: UUIDs, MAC addresses, IPv6, IPv4, chip ids, and the host's name with any domain.
redact() {
  edge='[^A-Za-z0-9_\/.-]'
  named=${host:-no host is called like this}
  sed -E \
    -e "s/[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}/$hidden/g" \
    -e "s/([0-9A-Fa-f]{2}[:-]){5,}[0-9A-Fa-f]{2}/$hidden/g" \
    -e "s/([0-9A-Fa-f]{0,4}:){3,7}[0-9A-Fa-f]{0,4}/$hidden/g" \
    -e "s/[0-9A-Fa-f]{1,4}::[0-9A-Fa-f]{1,4}/$hidden/g" \
    -e "s/([0-9]{1,3}\.){3}[0-9]{1,3}/$hidden/g" \
    -e "s/<(cpu0Id|uuid)>[^<]*</<\1>$hidden</g" \
    -e "s/(^|$edge)$named(\.[A-Za-z0-9.-]*)?(\$|$edge)/\1$hidden\3/g" \
    -e "s/(^|$edge)$named(\.[A-Za-z0-9.-]*)?(\$|$edge)/\1$hidden\3/g"
}

# --- kernel log -----------------------------------------------------------------------------------------------------------------

# Lines about memory encryption and confidential guests, without time stamps. The journal comes first: it keeps what the ring
# buffer of dmesg has overwritten.
kernel_log() {
  if [ $live = yes ]; then
    for command in journalctl dmesg; do
      command -v $command >/dev/null 2>&1 || continue
      case $command in
        journalctl) printed=$(journalctl --quiet --no-pager --dmesg --boot --output=cat 2>/dev/null) ;;
        dmesg) printed=$(dmesg 2>/dev/null) ;;
      esac
      [ -n "$printed" ] || continue
      content=$(log_lines <<EOF
$printed
EOF
      echo x)
      content=${content%x}
      section output $command
      return 0
    done
    absent dmesg EPERM
  fi
  readable ./var/log/dmesg || return 0
  content=$(log_lines <./var/log/dmesg; echo x)
  content=${content%x}
  part ./var/log/dmesg
}

log_lines() {
  sed -E \
    -e 's/^([A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8}|[0-9]{4}-[0-9T:.+-]+) [^ ]+ kernel: //' \
    -e 's/^<[0-9]+>//' -e 's/^\[ *[0-9]+\.[0-9]+\](\[ *[A-Z][0-9]+\])? ?//' |
    grep -E '^(ccp |kvm_amd|kvm_intel|kvm: |SVM: SEV|SEV|AMD-Vi: .*SNP|SNP: |virt\/tdx|tdx: |TDX module|Disable TDX|x86\/(tme|mktme)|(AMD )?Memory Encryption|AMD Secure Encrypted|misc cgroup|tdh_)' |
    redact
}

# --- libvirt --------------------------------------------------------------------------------------------------------------------

# What virsh says, read-only; without it, what KubeVirt's node labeller saved.
libvirt() {
  if [ $live = yes ] && command -v virsh >/dev/null 2>&1; then
    virsh_says virsh-version version
    virsh_says virsh-capabilities capabilities
    virsh_says virsh-domcapabilities domcapabilities --virttype kvm --machine q35 ||
      virsh_says virsh-domcapabilities domcapabilities --virttype kvm ||
      virsh_says virsh-domcapabilities domcapabilities
  fi
  for path in ./var/lib/kubevirt-node-labeller/virsh_domcapabilities.xml ./var/lib/kubevirt-node-labeller/capabilities.xml; do
    readable "$path" || continue
    content=$(redact <"$path"; echo x)
    content=${content%x}
    part "$path"
  done
}

# virsh_says NAME ARGUMENTS…: false when it says nothing. A daemon that hangs is given up.
virsh_says() {
  name=$1
  shift
  patience=
  command -v timeout >/dev/null 2>&1 && patience='timeout 30'
  content=$($patience virsh --readonly --connect qemu:///system "$@" 2>/dev/null | redact; echo x)
  content=${content%x}
  [ -n "$content" ] || return 1
  section output "$name"
}

# --- CPUID and model-specific registers ---------------------------------------------------------------------------------------------

# Bytes as the devices give them, in hexadecimal. The first dd only moves the file position, which both share.
registers() {
  if readable ./dev/cpu/0/cpuid; then
    # Leaves 0, 1, 7, 8000_0000, 8000_0008, 8000_001F and 8000_0025: EAX, EBX, ECX, EDX.
    for place in 0 1 7 2147483648 2147483656 2147483679 2147483685; do
      register ./dev/cpu/0/cpuid $place 16
    done
  fi
  readable ./dev/cpu/0/msr || return 0
  case $vendor in
    amd) for place in 3221291024 3221291029; do register ./dev/cpu/0/msr $place 8; done ;; # SYSCFG, HWCR
    intel) for place in 135 2434; do register ./dev/cpu/0/msr $place 8; done ;;            # key partitioning, TME activate
  esac
}

# register DEVICE PLACE BYTES
register() {
  content=$({
    dd bs=1 skip="$2" count=0
    dd bs="$3" count=1
  } <"$1" 2>/dev/null | od -An -v -tx1; echo x)
  content=${content%x}
  place_name=$(printf '%s@%x' "$1" "$2")
  if [ -z "$content" ]; then
    absent "$place_name" EIO
    return 0
  fi
  mode_of "$1"
  section hex "${place_name#.}" "mode=$mode"
}

main "$@"
