// Tiny ELF, PE and Mach-O images for tests, true or lying.
//
// Of each, the first section's bytes lie at kImageStart in the file and at
// kImageBase + kImageStart in memory.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace avouch::testing {

inline constexpr std::uint64_t kImageStart = 0x1000, kImageBase = 0x400000;

inline Bytes Number(std::uint64_t value, int width, bool big = false) {
  Bytes out;
  for (int i = 0; i < width; ++i) {
    const int shift = 8 * (big ? width - 1 - i : i);
    out += static_cast<char>(shift < 64 ? value >> shift & 255 : 0);
  }
  return out;
}

inline void PutAt(Bytes& bytes, std::uint64_t at, const Bytes& what) {
  if (bytes.size() < at + what.size()) bytes.resize(at + what.size());
  bytes.replace(at, what.size(), what);
}

inline Bytes Padded(Bytes bytes, std::size_t to) {
  bytes.resize((bytes.size() + to - 1) / to * to);
  return bytes;
}

struct ImageSection {
  std::string name;
  Bytes bytes;
  bool writable = false;
  int type = 1;  // Of ELF: 1 data, 7 notes
};

struct ElfOptions {
  bool wide = true, big = false;
  std::vector<std::string> needed;
  std::string soname, interpreter;
};

// A note as ELF has them.
inline Bytes ElfNote(const std::string& name, int type, const Bytes& value) {
  return Number(name.size() + 1, 4) + Number(value.size(), 4) +
         Number(static_cast<std::uint64_t>(type), 4) + Padded(name + '\0', 4) + Padded(value, 4);
}

inline Bytes ElfOf(const std::vector<ImageSection>& sections, const ElfOptions& options = {}) {
  const int w = options.wide ? 8 : 4;
  const bool big = options.big;
  const auto word = [&](std::uint64_t value) { return Number(value, w, big); };
  const auto four = [&](std::uint64_t value) { return Number(value, 4, big); };
  const auto two = [&](std::uint64_t value) { return Number(value, 2, big); };
  Bytes out(kImageStart, '\0'), names(1, '\0'), headers(options.wide ? 64 : 40, '\0');
  const auto section = [&](const std::string& name, int type, int flags, const Bytes& bytes) {
    out = Padded(out, 16);
    headers += four(names.size()) + four(static_cast<std::uint64_t>(type)) +
               word(static_cast<std::uint64_t>(flags)) + word(kImageBase + out.size()) +
               word(out.size()) + word(bytes.size()) + four(0) + four(0) + word(1) + word(0);
    names += name + '\0';
    const std::uint64_t at = out.size();
    out += bytes;
    return at;
  };
  for (const auto& one : sections) section(one.name, one.type, one.writable ? 3 : 2, one.bytes);
  Bytes texts(1, '\0'), dynamic;
  const auto entry = [&](std::uint64_t tag, std::uint64_t value) {
    dynamic += word(tag) + word(value);
  };
  for (const auto& name : options.needed) entry(1, texts.size()), texts += name + '\0';
  if (!options.soname.empty()) entry(14, texts.size()), texts += options.soname + '\0';
  entry(5, kImageBase + section(".dynstr", 3, 2, texts));
  entry(10, texts.size());
  entry(0, 0);
  const std::uint64_t dynamic_at = section(".dynamic", 6, 3, dynamic);
  const Bytes path = options.interpreter.empty() ? "" : options.interpreter + '\0';
  const std::uint64_t path_at = section(".interp", 1, 2, path);
  section(".shstrtab", 3, 0, "");
  out += names;
  PutAt(headers, headers.size() - (options.wide ? 32 : 20), word(names.size()));
  out = Padded(out, 16);
  const std::uint64_t headers_at = out.size();
  out += headers;
  const auto program = [&](std::uint64_t type, std::uint64_t at, std::uint64_t size) {
    const Bytes flags = four(7);
    return four(type) + (options.wide ? flags : "") + word(at) + word(kImageBase + at) +
           word(kImageBase + at) + word(size) + word(size) + (options.wide ? "" : flags) + word(1);
  };
  const Bytes programs = program(1, 0, out.size()) + program(2, dynamic_at, dynamic.size()) +
                         (path.empty() ? "" : program(3, path_at, path.size()));
  const int head = options.wide ? 64 : 52, program_size = options.wide ? 56 : 32;
  const std::size_t count = headers.size() / (options.wide ? 64 : 40);
  PutAt(out, 0,
        Bytes("\x7F"
              "ELF") +
            static_cast<char>(options.wide ? 2 : 1) + static_cast<char>(big ? 2 : 1) + '\1' +
            Bytes(9, '\0') + two(3) + two(62) + four(1) + word(0) +
            word(static_cast<std::uint64_t>(head)) + word(headers_at) + four(0) +
            two(static_cast<std::uint64_t>(head)) + two(static_cast<std::uint64_t>(program_size)) +
            two(programs.size() / static_cast<std::size_t>(program_size)) +
            two(options.wide ? 64 : 40) + two(count) + two(count - 1));
  PutAt(out, static_cast<std::uint64_t>(head), programs);
  return out;
}

struct PeOptions {
  std::vector<std::string> needed;
  std::string export_name;
  Bytes resources;  // Its addresses count from kResourcesAt
  bool managed = false;
};
inline constexpr std::uint64_t kResourcesAt = 0x100000;

// A PE of 64 bits whose sections lie in memory (from kImageBase) as in the file.
inline Bytes PeOf(const std::vector<ImageSection>& sections, const PeOptions& options = {}) {
  Bytes out(kImageStart, '\0'), headers;
  const auto section = [&](const std::string& name, const Bytes& bytes, bool writable,
                           std::uint64_t address = 0) {
    out = Padded(out, 16);
    const std::uint64_t at = out.size();
    out += bytes;
    Bytes field = name;
    field.resize(8);
    headers += field + Number(bytes.size(), 4) + Number(address == 0 ? at : address, 4) +
               Number(bytes.size(), 4) + Number(at, 4) + Bytes(12, '\0') +
               Number(writable ? 0xC0000040 : 0x40000040, 4);
    return at;
  };
  for (const auto& one : sections) section(one.name, one.bytes, one.writable);
  out = Padded(out, 16);
  const std::uint64_t imports = out.size();
  Bytes table, texts;
  const std::uint64_t texts_at = imports + 20 * (options.needed.size() + 1);
  for (const auto& name : options.needed) {
    table += Number(0, 12) + Number(texts_at + texts.size(), 4) + Number(1, 4);
    texts += name + '\0';
  }
  section(".idata", table + Bytes(20, '\0') + texts, false);
  out = Padded(out, 16);
  const std::uint64_t exports = out.size();
  section(".edata",
          Bytes(12, '\0') + Number(exports + 40, 4) + Bytes(24, '\0') + options.export_name + '\0',
          false);
  if (!options.resources.empty()) section(".rsrc", options.resources, false, kResourcesAt);
  const std::size_t count = headers.size() / 40;
  Bytes directories(16 * 8, '\0');
  const auto directory = [&](std::uint64_t which, std::uint64_t at) {
    PutAt(directories, 8 * which, Number(at, 4) + Number(64, 4));
  };
  if (!options.export_name.empty()) directory(0, exports);
  if (!options.needed.empty()) directory(1, imports);
  if (!options.resources.empty()) directory(2, kResourcesAt);
  if (options.managed) directory(14, kImageStart);
  const Bytes optional = Number(0x20B, 2) + Bytes(22, '\0') + Number(kImageBase, 8) +
                         Bytes(76, '\0') + Number(16, 4) + directories;
  PutAt(out, 0, "MZ");
  PutAt(out, 0x3C, Number(0x80, 4));
  PutAt(out, 0x80,
        Bytes("PE\0\0", 4) + Number(0x8664, 2) + Number(count, 2) + Bytes(12, '\0') +
            Number(optional.size(), 2) + Number(0x22, 2) + optional + headers);
  return out;
}

struct MachOptions {
  std::vector<std::string> needed;
  std::string install_name, interpreter;
  bool big = false;
};

// A Mach-O file of 64 bits; a section's name is "__DATA,__name".
inline Bytes MachOf(const std::vector<ImageSection>& sections, const MachOptions& options = {}) {
  const bool big = options.big;
  const auto four = [&](std::uint64_t value) { return Number(value, 4, big); };
  const auto eight = [&](std::uint64_t value) { return Number(value, 8, big); };
  Bytes out(kImageStart, '\0'), commands;
  int count = 0;
  const auto fixed = [](std::string text) {
    text.resize(16);
    return text;
  };
  for (const auto& one : sections) {
    const auto comma = one.name.find(',');
    out = Padded(out, 16);
    commands += four(0x19) + four(72 + 80) + fixed(one.name.substr(0, comma)) +
                eight(kImageBase + out.size()) + eight(one.bytes.size()) + eight(out.size()) +
                eight(one.bytes.size()) + four(7) + four(one.writable ? 3 : 1) + four(1) + four(0) +
                fixed(one.name.substr(comma + 1)) + fixed(one.name.substr(0, comma)) +
                eight(kImageBase + out.size()) + eight(one.bytes.size()) + four(out.size()) +
                Bytes(28, '\0');
    out += one.bytes;
    ++count;
  }
  const auto text = [&](std::uint64_t which, std::uint64_t head, const Bytes& between,
                        const std::string& value) {
    const Bytes padded = Padded(value + '\0', 8);
    commands += four(which) + four(head + padded.size()) + four(head) + between + padded;
    ++count;
  };
  const Bytes version = four(2) + four(0x01020D) + four(0x010000);
  for (const auto& name : options.needed) text(0xC, 24, version, name);
  if (!options.install_name.empty()) text(0xD, 24, version, options.install_name);
  if (!options.interpreter.empty()) text(0xE, 12, "", options.interpreter);
  PutAt(out, 0,
        four(0xFEEDFACF) + four(0x100000C) + four(0) + four(options.install_name.empty() ? 2 : 6) +
            four(static_cast<std::uint64_t>(count)) + four(commands.size()) + four(0) + four(0) +
            commands);
  return out;
}

// What Go's linker writes since 1.18: both texts inline.
inline Bytes GoInline(const std::string& go, const std::string& modules) {
  const auto text = [](const std::string& value) {
    Bytes out;
    std::size_t size = value.size();
    for (; size > 127; size >>= 7) out += static_cast<char>(size | 128);
    return out + static_cast<char>(size) + value;
  };
  const std::string marked =
      modules.empty() ? "" : std::string(16, '<') + modules + std::string(16, '>');
  return "\xFF Go buildinf:" + Bytes("\x08\x02", 2) + Bytes(16, '\0') + text(go) + text(marked);
}

// What it wrote before: both by pointers, of a section that starts at `address`.
inline Bytes GoPointed(const std::string& go, const std::string& modules, std::uint64_t address,
                       int width = 8, bool big = false) {
  const auto w = static_cast<std::uint64_t>(width);
  const auto word = [&](std::uint64_t value) { return Number(value, width, big); };
  const std::string marked = std::string(16, '<') + modules + std::string(16, '>');
  const std::uint64_t texts = address + 32 + 4 * w;
  Bytes out = "\xFF Go buildinf:" + Bytes(1, static_cast<char>(width)) +
              Bytes(1, big ? '\1' : '\0') + word(address + 32) + word(address + 32 + 2 * w);
  out.resize(32);
  return out + word(texts) + word(go.size()) + word(texts + go.size()) + word(marked.size()) + go +
         marked;
}

// A fat file of these.
inline Bytes FatOf(const std::vector<Bytes>& programs) {
  Bytes head = Number(0xCAFEBABE, 4, true) + Number(programs.size(), 4, true), out;
  std::uint64_t at = 0x1000;
  for (const auto& one : programs) {
    head += Number(0x100000C, 4, true) + Number(0, 4) + Number(at, 4, true) +
            Number(one.size(), 4, true) + Number(0, 4);
    PutAt(out, at, one);
    at += (one.size() + 15) / 16 * 16;
  }
  PutAt(out, 0, head);
  return out;
}

}  // namespace avouch::testing
