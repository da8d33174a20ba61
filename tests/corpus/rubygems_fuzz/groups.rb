source "https://h"
group :development, :test do
  gem 'lint', [">= 1", "< 3"], require: %w[a b]
end
gem("nut", :git => "https://h/nut") if ENV["NUT"]
