// Values to syntax nodes and back, by the field lists of model/fields.h.
//
// Encode keeps every field; Decode refuses unknown and missing ones, so that an
// observation read back is the value that was written. Templates: include this
// in .cpp files only. Any thread.

#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/digest.h"
#include "base/path.h"
#include "base/text.h"
#include "base/time.h"
#include "model/fields.h"
#include "syntax/node.h"

namespace avouch::statement {

inline std::string KeyOf(std::string_view field) { return ReplaceAll(field, "_", "-"); }

template <class T>
syntax::Node Encode(const T& value);

struct EncodeVisitor {
  syntax::Node& node;
  template <class T>
  void operator()(std::string_view name, const T& field);
};

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsIfAny : std::false_type {};
template <class T>
struct IsIfAny<model::IfAny<T>> : std::true_type {};
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

template <class T>
void EncodeVisitor::operator()(std::string_view name, const T& field) {
  if constexpr (IsIfAny<T>::value)
    if (field.empty()) return;
  if constexpr (std::is_same_v<T, model::IfSet>)
    if (!field) return;
  node.Append(KeyOf(name), Encode(field));
}

inline syntax::Node EncodeText(std::string_view bytes) {
  if (IsUtf8(bytes)) return syntax::Node::Text(bytes);
  syntax::Node node = syntax::Node::Map();
  node.Set("b64", syntax::Node::Text(ToBase64(bytes)));
  return node;
}

template <class T>
syntax::Node Encode(const T& value) {
  if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, model::IfSet>) {
    return syntax::Node::Boolean(value);
  } else if constexpr (std::is_enum_v<T>) {
    return syntax::Node::Text(Name(value));
  } else if constexpr (std::is_integral_v<T>) {
    return syntax::Node::Integer(static_cast<std::int64_t>(value));
  } else if constexpr (std::is_same_v<T, std::string>) {
    return EncodeText(value);
  } else if constexpr (std::is_same_v<T, Path>) {
    return EncodeText(value.bytes);
  } else if constexpr (std::is_same_v<T, Time>) {
    return syntax::Node::Text(ToString(value));
  } else if constexpr (std::is_same_v<T, Digest>) {
    return syntax::Node::Text(value.hex());
  } else if constexpr (IsVector<T>::value || IsIfAny<T>::value) {
    syntax::Node node = syntax::Node::List();
    for (const auto& item : value) node.Add(Encode(item));
    return node;
  } else if constexpr (IsOptional<T>::value) {
    return value ? Encode(*value) : syntax::Node::Null();
  } else {
    syntax::Node node = syntax::Node::Map();
    EncodeVisitor visitor{node};
    T::Fields(value, visitor);
    return node;
  }
}

template <class T>
Status Decode(const syntax::Node& node, T& value);

struct DecodeVisitor {
  const syntax::Node& node;
  Status status;
  std::size_t fields = 0;
  template <class T>
  void operator()(std::string_view name, T& field) {
    const syntax::Node* found = node.Find(KeyOf(name));
    if constexpr (IsIfAny<T>::value || std::is_same_v<T, model::IfSet>)
      if (found == nullptr) return;
    ++fields;
    if (!status) return;
    if (found == nullptr)
      status = Fail(ErrorKind::kMalformed, "lacks '" + KeyOf(name) + "'",
                    "line " + std::to_string(node.line()));
    else
      status = Decode(*found, field);
  }
};

inline Status DecodeText(const syntax::Node& node, std::string& out) {
  if (node.is_text()) return out = node.text(), Status();
  if (node.is_map() && node.size() == 1) {
    AVOUCH_TRY(out, FromBase64(node["b64"].text()));
    if (!IsUtf8(out)) return {};  // One spelling only.
  }
  return Fail(ErrorKind::kMalformed, "not text", "line " + std::to_string(node.line()));
}

template <class T>
Status Decode(const syntax::Node& node, T& value) {
  auto wrong = [&](std::string what) {
    return Fail(ErrorKind::kMalformed, std::move(what), "line " + std::to_string(node.line()));
  };
  if constexpr (std::is_same_v<T, bool>) {
    if (!node.boolean()) return wrong("not true or false");
    value = *node.boolean();
  } else if constexpr (std::is_same_v<T, model::IfSet>) {
    if (node.boolean() != true) return wrong("not true");  // One spelling of false: not there
    value = true;
  } else if constexpr (std::is_enum_v<T>) {
    auto found = model::FromName<T>(node.text());
    if (!found) return wrong("unknown word '" + std::string(node.text()) + "'");
    value = *found;
  } else if constexpr (std::is_integral_v<T>) {
    if (!node.integer()) return wrong("not an integer");
    value = static_cast<T>(*node.integer());
  } else if constexpr (std::is_same_v<T, std::string>) {
    return DecodeText(node, value);
  } else if constexpr (std::is_same_v<T, Path>) {
    return DecodeText(node, value.bytes);
  } else if constexpr (std::is_same_v<T, Time>) {
    AVOUCH_TRY(value, ParseTime(node.text()));
  } else if constexpr (std::is_same_v<T, Digest>) {
    AVOUCH_TRY(value, ParseDigest(node.text()));
  } else if constexpr (IsVector<T>::value || IsIfAny<T>::value) {
    if (!node.is_list()) return wrong("not a list");
    if (IsIfAny<T>::value && node.size() == 0) return wrong("an empty list that is written");
    value.resize(node.size());
    for (std::size_t i = 0; i < node.size(); ++i) AVOUCH_CHECK_OK(Decode(node.At(i), value[i]));
  } else if constexpr (IsOptional<T>::value) {
    if (node.is_null()) return value.reset(), Status();
    AVOUCH_CHECK_OK(Decode(node, value.emplace()));
  } else {
    if (!node.is_map()) return wrong("not a map");
    DecodeVisitor visitor{node, {}};
    T::Fields(value, visitor);
    AVOUCH_CHECK_OK(visitor.status);
    if (node.size() != visitor.fields) return wrong("holds keys that are not known");
  }
  return {};
}

}  // namespace avouch::statement
